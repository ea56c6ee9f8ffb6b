import type { Head, Person } from '../../domain/record/proposal-state.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import type { People } from '../ports/record.ts';
import type { Caller } from '../ports/registers.ts';
import { type ChangeDependencies, hex } from './change-proposal.ts';

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
  return unknown(deps, holder, holder);
}

/** Who acts for the secretariat with a key: by the key's holder or, where it names none, by the key's own name. */
export type Secretary = Pick<Caller, 'name' | 'holder'>;

/** The person on record for what the secretariat does to a proposal, who is never its proposer for want of a name. */
export async function secretaryOf(
  deps: EditorDependencies,
  head: Pick<Head, 'authors' | 'proposer'>,
  { name, holder }: Secretary,
): ReturnType<typeof editorOf> {
  return holder === null ? unknown(deps, name, '') : editorOf(deps, head, holder);
}

function unknown(deps: EditorDependencies, name: string, email: string) {
  const person: Person = { id: hex(deps.randomness.bytes(16)), name, email };
  return { person: person.id, people: [person] };
}
