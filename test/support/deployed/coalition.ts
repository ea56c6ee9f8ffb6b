import { randomInt } from 'node:crypto';
import { mapConcurrently } from '../../../functions/application/lists/map-concurrently.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../builders/ids.ts';
import { shown } from '../eventually.ts';
import type { ApiClient } from './api-client.ts';

type Role = 'approver' | 'deputy' | 'reviewer' | 'finance';

/** A borough that takes part in a test. */
export interface Member {
  /** GSS code. */
  readonly code: BoroughCode;
  readonly name: string;
  /** Email address of the officer in a post, such as `approver@camden.example`. */
  address(post: string): string;
}

export interface CoalitionOptions {
  /** Pence of each budget kind in each of the financial years. */
  readonly allocated?: number;
  readonly financialYears: readonly string[];
  /** Members of a borough beside its three officers, such as a standing authority. */
  readonly borough?: Readonly<Record<string, unknown>>;
  readonly roles?: readonly Role[];
}

/** This many members. */
export type Members<N extends number, M extends readonly Member[] = readonly []> = number extends N
  ? readonly Member[]
  : M['length'] extends N
    ? M
    : Members<N, readonly [...M, Member]>;

/** Boroughs for one test, with officers and budgets that no other test touches, in the order of their codes. */
export async function newCoalition<N extends number>(
  admin: ApiClient,
  size: N,
  options: CoalitionOptions,
): Promise<Members<N>> {
  const members = await inBatches(Array.from({ length: size }), () => newBorough(admin, options));
  return members.toSorted((a, b) => (a.code < b.code ? -1 : 1)) as unknown as Members<N>;
}

/** A borough of the demo coalition. */
export function demoMember(code: BoroughCode, name: string): Member {
  return memberOf(code, name, `${name.toLowerCase().replaceAll(' ', '-')}.example`);
}

/** The body of a borough for PUT. */
function boroughBody(member: Member, roles: readonly Role[] = ['approver', 'deputy', 'reviewer']) {
  return {
    name: member.name,
    kind: 'borough',
    population: 200_000,
    emailDomains: [member.address('').slice(1)],
    codeAbove: null,
    officers: roles.map((role, index) => ({
      id: `post-${index + 1}`,
      name: `${role[0]?.toUpperCase()}${role.slice(1)} of ${member.name}`,
      email: member.address(role),
      roles: [role],
      limit: null,
      authority: 'Scheme of delegation, 4.2',
      absences: [],
    })),
    deemedApproval: null,
    keyDecisionAbove: null,
    callInWorkingDays: 5,
  };
}

async function newBorough(admin: ApiClient, options: CoalitionOptions): Promise<Member> {
  const code = gss(`E09${randomInt(100_000, 1_000_000)}`);
  const member = memberOf(code, `Borough ${code.slice(3)}`, `b${code.slice(3)}.example`);
  const { allocated = 50_000_000, financialYears, borough = {}, roles } = options;
  const put = await admin.call(`/v1/boroughs/${code}`, {
    method: 'PUT',
    // A code that is taken answers 412, and another one is drawn.
    headers: { 'if-none-match': '*' },
    body: { ...boroughBody(member, roles), ...borough },
  });
  if (put.status === 412) return newBorough(admin, options);
  if (put.status !== 201) throw new Error(`PUT of a borough answered ${put.status}: ${shown(put.text)}`);
  for (const year of financialYears) {
    const body = { revenue: { allocated }, capital: { allocated } };
    await admin.must(`/v1/boroughs/${code}/budgets/${year}`, { method: 'PUT', body });
  }
  return member;
}

function memberOf(code: BoroughCode, name: string, domain: string): Member {
  return { code, name, address: (post) => `${post}@${domain}` };
}

/** A few at once: more would only start more processes in the local AWS. */
export async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 4): Promise<R[]> {
  return [...(await mapConcurrently(items, atOnce, work))];
}
