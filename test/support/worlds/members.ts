import { readFileSync } from 'node:fs';
import type { Borough, Officer, Role } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';

const demo = new URL('../../../infra/local/demo/boroughs.json', import.meta.url);
const known: readonly Pick<Borough, 'borough' | 'name' | 'population'>[] = JSON.parse(
  readFileSync(demo, 'utf8'),
).boroughs;

export const [hackney, camden, newham, islington, towerHamlets] = [
  'E09000012',
  'E09000007',
  'E09000025',
  'E09000019',
  'E09000030',
] as const;

/** GSS codes of all 33 boroughs. */
export const everyBorough: readonly BoroughCode[] = known.map(({ borough }) => borough);

/** A borough with one officer a role; the address of each is `role@name.example`. */
export function member(code: BoroughCode, changes: Partial<Borough> = {}): Borough {
  const found = known.find(({ borough }) => borough === code);
  if (found === undefined) throw new Error(`There is no borough ${code}`);
  return {
    ...found,
    emailDomains: [domainOf(found.name)],
    codeAbove: null,
    officers: (['approver', 'deputy', 'reviewer', 'finance'] as const).map((role) => officer(code, role)),
    deemedApproval: null,
    keyDecisionAbove: null,
    callInWorkingDays: 5,
    version: 1,
    ...changes,
  };
}

/** An officer with one role; `post` sets another of the same role apart. */
export function officer(code: BoroughCode, role: Role, changes: Partial<Officer> = {}, post: string = role): Officer {
  const name = known.find(({ borough }) => borough === code)?.name ?? code;
  return {
    id: `${code}-${post}`,
    person: `${post}-${code}`,
    name: `${post} of ${name}`,
    email: `${post}@${domainOf(name)}`,
    roles: [role],
    limit: null,
    authority: `Scheme of delegation of ${name}, 4.2`,
    absences: [],
    ...changes,
  };
}

function domainOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '-')}.example`;
}

export const standardScheme: Scheme = {
  name: 'standard',
  decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
  silence: 'opt-out',
  headroom: 25,
  responseWorkingDays: 10,
  shortestResponse: 'PT24H',
  reminderWorkingDays: [5, 2, 1],
  maxRevisions: 5,
  revisionWorkingDays: 20,
  review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
};
