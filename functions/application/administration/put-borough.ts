import type { Person } from '../../domain/record/proposal-state.ts';
import { type BoroughContent, boroughFaults } from '../../domain/submission/borough-faults.ts';
import { type Borough, type PersonId, personId } from '../../domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { hex, retryUntilCommitted } from '../commit/change-proposal.ts';
import { type Expectation, expectationFails } from '../commit/precondition.ts';
import { checked, type Invalid, type ReadInput } from '../commit/read-input.ts';
import type { Boroughs } from '../ports/registers.ts';
import type { Clock, Pause, Randomness } from '../ports/system.ts';
import { lowersLimit, type WakeDependencies, wakeProposals } from './wake-proposals.ts';

export interface PutBoroughDependencies extends WakeDependencies {
  readonly boroughs: Pick<Boroughs, 'get' | 'put'>;
  readonly randomness: Randomness;
  readonly clock: Clock;
  readonly pause: Pause;
}

export interface PutBorough {
  readonly borough: BoroughCode;
  readonly content: ReadInput<BoroughContent>;
  readonly expectation: Expectation;
}

export type BoroughResult =
  | { readonly kind: 'created' | 'replaced'; readonly borough: Borough }
  | { readonly kind: 'precondition-failed' }
  | Invalid;

/**
 * Creates or replaces a borough with its officers. An address keeps its person's id in every post, so that what a
 * person wrote or declared stays with them (R1, R8). A new address is a new person. A lower limit passes open requests on
 * at once (R9). Throws `Overloaded`.
 */
export async function putBorough(deps: PutBoroughDependencies, request: PutBorough): Promise<BoroughResult> {
  const content = checked(request.content, boroughFaults);
  if (content.kind === 'invalid') return content;
  return retryUntilCommitted<BoroughResult>(deps, async () => {
    const current = await deps.boroughs.get(request.borough);
    if (expectationFails(request.expectation, current))
      return { kind: 'done', result: { kind: 'precondition-failed' } };
    const borough = successor(deps, request.borough, content.value, current);
    const people = borough.officers.map(({ person, name, email }): Person => ({ id: person, name, email }));
    const written = await deps.boroughs.put(borough, unique(people), current?.version ?? null);
    const kind = current === undefined ? 'created' : 'replaced';
    if (!written) return { kind: 'retry' };
    if (lowersLimit(current, borough)) await wakeProposals(deps, request.borough, deps.clock.now());
    return { kind: 'done', result: { kind, borough } };
  });
}

function successor(
  { randomness }: Pick<PutBoroughDependencies, 'randomness'>,
  borough: BoroughCode,
  content: BoroughContent,
  current: Borough | undefined,
): Borough {
  const persons = new Map<string, PersonId>();
  for (const { email, person } of current?.officers ?? []) persons.set(email.toLowerCase(), person);
  const officers = content.officers.map((officer) => {
    const address = officer.email.toLowerCase();
    const person = persons.get(address) ?? personId(hex(randomness.bytes(16)));
    persons.set(address, person);
    return { ...officer, person };
  });
  return { ...content, borough, officers, version: (current?.version ?? 0) + 1 };
}

/** Each person once, because a transaction may contain an item only once. */
function unique(people: readonly Person[]): readonly Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
