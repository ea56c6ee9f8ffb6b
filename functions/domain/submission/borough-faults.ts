import type { Borough, Officer } from '../vocabulary/borough.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import { inDomains } from './partner-faults.ts';

/** The parts of a borough that its secretariat writes. The system gives the ids of its people. */
export type BoroughContent = Omit<Borough, 'borough' | 'version' | 'officers'> & {
  readonly officers: readonly Omit<Officer, 'person'>[];
};

/**
 * The faults of a borough or another body beyond the form of its fields: a borough has a population, each officer's id and role must be unique, addresses within
 * the borough's domains (R28), and no span of dates may end before it begins. `sound`: as for `submissionFaults`.
 */
export function boroughFaults(sound: DeepPartial<BoroughContent>): readonly Fault[] {
  const { officers = [], deemedApproval } = sound;
  return [
    ...(sound.kind === 'borough' && sound.population === null
      ? [faultAt(['population'], 'Required: the population. Only a body may leave it null.')]
      : []),
    ...officers.flatMap((officer, index) => (officer === undefined ? [] : officerFaults(sound, officer, index))),
    ...(deemedApproval ? spanFaults(deemedApproval, ['deemedApproval']) : []),
  ];
}

function officerFaults(
  { officers = [], emailDomains }: DeepPartial<BoroughContent>,
  officer: DeepPartial<Omit<Officer, 'person'>>,
  index: number,
): readonly Fault[] {
  const path = ['officers', index];
  const domains = emailDomains?.flatMap((domain) => domain ?? []);
  const faults: Fault[] = [];
  if (officers.findIndex((each) => each?.id === officer.id) < index && officer.id !== undefined)
    faults.push(
      faultAt([...path, 'id'], `Another officer already has the id ${officer.id}. Give each officer a different id.`),
    );
  if (officer.email !== undefined && domains !== undefined && !inDomains(officer.email, domains))
    faults.push(
      faultAt([...path, 'email'], `Expected an address in one of the borough's email domains: ${domains.join(', ')}.`),
    );
  const roles = officer.roles ?? [];
  if (new Set(roles).size < roles.length) faults.push(faultAt([...path, 'roles'], 'Expected each role once.'));
  const absences = (officer.absences ?? []).flatMap((absence, at) =>
    absence === undefined ? [] : spanFaults(absence, [...path, 'absences', at]),
  );
  return [...faults, ...absences];
}

function spanFaults(
  span: { readonly from?: string | undefined; readonly to?: string | undefined },
  path: readonly PropertyKey[],
): readonly Fault[] {
  if (span.from === undefined || span.to === undefined || span.from <= span.to) return [];
  return [faultAt([...path, 'to'], `Expected ${span.from} or later.`)];
}
