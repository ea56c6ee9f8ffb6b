import type { Borough } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Proposals } from '../ports/record.ts';
import type { ReportRows } from '../ports/reports.ts';

export interface WakeDependencies {
  readonly rows: Pick<ReportRows, 'list'>;
  readonly proposals: Pick<Proposals, 'head' | 'reschedule'>;
}

/** Rows that are read at once. */
const rowsAtOnce = 500;
/** Another change may come first; the round is looked at within six hours in any case. */
const tries = 4;

/** R9. Whether somebody who was an officer may now approve less than before. */
export function lowersLimit(before: Borough | undefined, after: Borough): boolean {
  return (before?.officers ?? []).some(({ id, limit }) => {
    const now = after.officers.find((officer) => officer.id === id);
    return now !== undefined && (now.limit ?? Infinity) < (limit ?? Infinity);
  });
}

/**
 * R9. Makes every proposal that waits on this borough due now, so that the next sweep passes its request on to an officer
 * who may decide. The rows are a hint: the sweep reads and decides.
 */
export async function wakeProposals(
  { rows, proposals }: WakeDependencies,
  borough: BoroughCode,
  at: Instant,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await rows.list('pipeline', { limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) });
    for (const row of page.items) {
      if (row.boroughCode === borough && !row.removed) await wake(proposals, row.proposal, at);
    }
    cursor = page.next;
  } while (cursor !== undefined);
}

async function wake(proposals: WakeDependencies['proposals'], id: ProposalId, at: Instant): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const head = await proposals.head(id);
    if (head?.status !== 'sign-off' || !head.opened || head.due === null || head.due <= at) return;
    if (await proposals.reschedule(id, head.version, { due: at, attempts: head.attempts })) return;
  }
}
