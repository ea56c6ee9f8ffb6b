import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { ReportRow } from '../../../domain/record/report-row.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import type { InvitedBorough } from '../../proposals/invited-boroughs.ts';

/** What all rows of a proposal have in common. */
export type RowFrame = Pick<ReportRow, 'proposal' | 'version' | 'updatedAt' | 'reference' | 'title' | 'status'>;

/** More than all boroughs that all revisions of one proposal can invite. */
const maxSettled = 10_000;

/**
 * A row's version: the head's, and after it how many holds are settled, because settlement goes on borough by borough without
 * touching the head (docs/architecture.md, Seven ideas). It only grows: a hold that is settled stays so, and every other change raises the
 * head's version, which counts for more than all holds. `updatedAt` is the head's newest event.
 */
export function rowFrame(
  { head, revision }: Pick<ProposalState, 'head' | 'revision'>,
  invited: readonly InvitedBorough[],
  updatedAt: Instant,
): RowFrame {
  const settled = invited.filter(({ request: { hold } }) => hold.status === 'committed' || hold.status === 'released');
  return {
    proposal: head.id,
    version: head.version * maxSettled + settled.length,
    updatedAt,
    reference: head.reference,
    title: revision.content.title,
    status: head.status,
  };
}
