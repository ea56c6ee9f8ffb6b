import { readFileSync } from 'node:fs';
import type { Borough, Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from './ids.ts';

const demo = new URL('../../../infra/local/demo/boroughs.json', import.meta.url);
const known: readonly Pick<Borough, 'borough' | 'name' | 'population'>[] = JSON.parse(
  readFileSync(demo, 'utf8'),
).boroughs;

export const [hackney, camden, newham, islington, towerHamlets] = [
  gss('E09000012'),
  gss('E09000007'),
  gss('E09000025'),
  gss('E09000019'),
  gss('E09000030'),
] as const;

/** GSS codes of all 33 boroughs. */
export const everyBorough: readonly BoroughCode[] = known.map(({ borough }) => borough);

const roles = ['approver', 'deputy', 'reviewer', 'finance'] as const;

/** A borough with one officer per role. */
export function aBorough(code: BoroughCode, changes: Partial<Borough> = {}): Borough {
  // Races make up boroughs of their own.
  const found = known.find(({ borough }) => borough === code) ?? { borough: code, name: code, population: 1 };
  return {
    ...found,
    kind: 'borough',
    emailDomains: [domainOf(found.name)],
    codeAbove: null,
    officers: roles.map((post) => anOfficer(code, post)),
    deemedApproval: null,
    keyDecisionAbove: null,
    callInWorkingDays: 5,
    version: 1,
    ...changes,
  };
}

/** The officer in a post of a borough, with the role of that name, or else an approver. The address is `post@name.example`. */
export function anOfficer(code: BoroughCode, post: string, changes: Partial<Officer> = {}): Officer {
  const name = known.find(({ borough }) => borough === code)?.name ?? code;
  return {
    id: post,
    person: who(`${post}-${code}`),
    name: `${post} of ${name}`,
    email: `${post}@${domainOf(name)}`,
    roles: [roles.find((role) => role === post) ?? 'approver'],
    limit: null,
    authority: `Scheme of delegation of ${name}, 4.2`,
    absences: [],
    ...changes,
  };
}

function domainOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '-')}.example`;
}
