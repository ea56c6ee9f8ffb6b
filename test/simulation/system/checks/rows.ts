import type { ContributionRow, ReportRow } from '../../../../functions/domain/record/report-row.ts';
import { sumOf } from '../../../../functions/domain/vocabulary/money.ts';
import { Violation } from '../../simulation.ts';
import type { Watch } from './watch.ts';

/** A settlement writes borough by borough, and is projected once. */
const settling: ReadonlySet<string> = new Set(['settling', 'needs-attention']);

/** Promise 7: when nothing is under way, the rows agree with the heads and the budgets. */
export function checkRows({ rows, heads, ledger }: Watch): void {
  for (const { id, reference, status } of heads.values()) {
    const row = rowOf(rows, id);
    if (row?.status !== status) throw new Violation(`Promise 7: the row of ${reference} says ${row?.status}`);
  }
  if ([...heads.values()].some(({ status }) => settling.has(status))) return;
  const standing = [...rows.values()].filter(
    (row): row is ContributionRow => row.row === 'contribution' && !row.removed,
  );
  for (const state of ['held', 'committed'] as const) {
    const [owed, told] = [ledger.total(state), sumOf(standing.map((row) => row[state]))];
    if (owed !== told) throw new Violation(`Promise 7: ${owed} pence are ${state}, and the rows say ${told}`);
  }
}

function rowOf(rows: Watch['rows'], proposal: string): ReportRow | undefined {
  return [...rows.values()].find((row) => row.row === 'proposal' && row.proposal === proposal);
}
