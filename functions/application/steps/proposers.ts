import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Proposals } from '../ports/record.ts';

/**
 * R7. The proposer of record and each proposer whom a revision replaced, newest first. They hear of every revision and
 * of a withdrawal, so that nobody can take a proposal over unnoticed.
 */
export async function everyProposer(
  proposals: Pick<Proposals, 'revision'>,
  { head, revision }: Pick<ProposalState, 'head' | 'revision'>,
): Promise<readonly PersonId[]> {
  const numbers = Array.from({ length: head.revision - 1 }, (_, index) => head.revision - 1 - index);
  const earlier = await Promise.all(numbers.map((number) => proposals.revision(head.id, number)));
  return [...new Set([revision.content.proposer, ...earlier.flatMap((each) => each?.content.proposer ?? [])])];
}
