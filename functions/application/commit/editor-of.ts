import type { Head, Person } from '../../domain/record/proposal-state.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import { personId } from '../../domain/vocabulary/borough.ts';
import type { People } from '../ports/record.ts';
import type { Caller } from '../ports/registers.ts';
import { type ChangeDependencies, hex } from './change-proposal.ts';

export interface EditorDependencies extends Pick<ChangeDependencies, 'randomness'> {
  readonly people: People;
}

/**
 * The person who changes a proposal with a key: the author with the same address (ignoring case and `+tag`), or a new
 * person to write with the change. A key without a holder acts for the proposer.
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

/** R19. The private values of a submission or a revision: who sent it, and its proposer. */
export function writerValuesOf(
  writer: Pick<Person, 'name' | 'email'> | undefined,
  proposer: Pick<Person, 'name' | 'email'>,
) {
  return {
    ...(writer === undefined ? {} : { name: writer.name, email: writer.email }),
    proposerName: proposer.name,
    proposerEmail: proposer.email,
  };
}

/** The person who acts for the secretariat with a key: the key's holder or, without a holder, the key's name. */
export type Secretary = Pick<Caller, 'name' | 'holder'>;

/** The person on record for what the secretariat does. Without a holder this is never the proposer. */
export async function secretaryOf(
  deps: EditorDependencies,
  head: Pick<Head, 'authors' | 'proposer'>,
  { name, holder }: Secretary,
): ReturnType<typeof editorOf> {
  return holder === null ? unknown(deps, name, '') : editorOf(deps, head, holder);
}

function unknown(deps: EditorDependencies, name: string, email: string) {
  const person: Person = { id: personId(hex(deps.randomness.bytes(16))), name, email };
  return { person: person.id, people: [person] };
}
