import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Proposals } from '../ports/record.ts';

/** The moment of the newest event of the head that was read. */
export async function changedAt(
  proposals: Pick<Proposals, 'events'>,
  { head }: Pick<ProposalState, 'head'>,
): Promise<Instant> {
  const [last] = await proposals.events(head.id, head.events - 1, 1);
  return last?.at ?? head.submittedAt;
}
