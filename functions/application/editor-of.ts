import { sameAddress } from '../domain/officers.ts';
import { type ChangeDependencies, hex } from './change-proposal.ts';
import type { People } from './ports.ts';
import type { Head, Person } from './state.ts';

export interface EditorDependencies extends Pick<ChangeDependencies, 'randomness'> {
  readonly people: People;
}

/**
 * The person behind the key that changes a proposal: the author of the same address (without case and `+tag`), or a new person
 * to be written with the change. A key without a holder acts for the proposer.
 */
export async function editorOf(
  deps: EditorDependencies,
  head: Pick<Head, 'authors' | 'proposer'>,
  holder: string | null,
): Promise<{ readonly person: Person['id']; readonly people: readonly Person[] }> {
  if (holder === null) return { person: head.proposer, people: [] };
  const authors = await deps.people.get(head.authors);
  const known = authors.find(({ email }) => sameAddress(email, holder));
  if (known !== undefined) return { person: known.id, people: [] };
  const person: Person = { id: hex(deps.randomness.bytes(16)), name: holder, email: holder };
  return { person: person.id, people: [person] };
}
