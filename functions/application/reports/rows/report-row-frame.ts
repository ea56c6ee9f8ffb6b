import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { ReportRow } from '../../../domain/record/report-row.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import type { InvitedBorough } from '../../proposals/invited-boroughs.ts';

/** The fields that all rows of a proposal share. */
export type RowFrame = Pick<ReportRow, 'proposal' | 'version' | 'updatedAt' | 'reference' | 'title' | 'status'>;

/** More boroughs than all revisions of one proposal can invite. */
const maxSettled = 10_000;

/** The version of the head that a row of this version was made from. */
export function headVersionOf(row: number): number {
  return Math.floor(row / maxSettled);
}

/**
 * A row's version: the head's version, then the number of settled holds, because settlement does not touch the head
 * (docs/architecture.md, Seven ideas). It only grows: a settled hold stays settled, and a head's version counts more
 * than all holds. `updatedAt` is the moment of the newest event.
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
