import { medianOf } from '../../domain/numbers/median.ts';
import { countedSince, daysToDecision } from '../../domain/record/coalition-decision.ts';
import type { PipelineRow, ProposalRow, WaitedPipelineRow } from '../../domain/record/report-row.ts';
import { daysBetween, type Instant, londonDate, londonInstant } from '../../domain/vocabulary/calendar.ts';
import { financialYearOf, startOf } from '../../domain/vocabulary/financial-year.ts';
import type { Reader } from '../access/reader.ts';
import type { ReportRows } from '../ports/reports.ts';
import type { Clock } from '../ports/system.ts';
import { findRows, proposalsSince, type ReportRead, type RowFilter } from './visible-rows.ts';

export interface PipelineDependencies {
  readonly rows: Pick<ReportRows, 'list' | 'submittedSince'>;
  readonly clock: Clock;
}

/**
 * The rows of `pipeline` (docs/rules.md, Reports) that the reader may see and the filter lets through. Days are counted to the London date of this
 * moment; a borough that the filter names is the one that is waited for. A row that has waited over a midnight says since midnight
 * what it says: its `updatedAt` is not older.
 *
 * Beside them stands how many proposals were submitted and decided in the last three financial years (`coalition-decision`), and the
 * median of the days from submission to decision: of the same scheme, and where a borough is named or reads, of those in which it
 * takes part. They say so since the beginning of this financial year, at which the oldest of three left them, or since their newest change.
 */
export async function readPipeline(
  { rows, clock }: PipelineDependencies,
  filter: RowFilter,
  reader: Reader,
): Promise<ReportRead<WaitedPipelineRow>> {
  const open = findRows(rows, 'pipeline', { filter, reader });
  if (open === 'hidden') return { kind: 'hidden' };
  const decided: Decided = { days: new Map(), count: 0, changedAt: null };
  const now = clock.now();
  return {
    kind: 'rows',
    pages: waited(open, now, () => tally(rows, now, { filter, reader }, decided)),
    beside: {
      figures: () => ({ decided: decided.count, medianDaysToDecision: medianOf(decided.days) }),
      changedAt: () => decided.changedAt,
    },
  };
}

/** The decided proposals that went by so far: how often each number of days came, and the newest change among them. */
interface Decided {
  readonly days: Map<number, number>;
  count: number;
  changedAt: Instant | null;
}

async function* waited(
  open: AsyncIterable<readonly PipelineRow[]>,
  now: Instant,
  atTheEnd: () => Promise<void>,
): AsyncGenerator<readonly WaitedPipelineRow[]> {
  const today = londonDate(now);
  const midnight = londonInstant(today, '00:00');
  for await (const page of open) {
    yield page.map((row) => {
      const daysWaiting = Math.max(0, daysBetween(londonDate(row.waitingSince), today));
      const updatedAt = daysWaiting > 0 && row.updatedAt < midnight ? midnight : row.updatedAt;
      return { ...row, updatedAt, daysWaiting };
    });
  }
  await atTheEnd();
}

/** Counts those that were decided. */
async function tally(
  rows: Pick<ReportRows, 'submittedSince'>,
  now: Instant,
  of: { readonly filter: RowFilter; readonly reader: Reader },
  decided: Decided,
): Promise<void> {
  const thisYear = londonInstant(startOf(financialYearOf(now)), '00:00');
  for await (const page of proposalsSince(rows, countedSince(now))) {
    for (const row of page) {
      if (row.removed || row.decidedAt === null || !counts(row, of.filter, of.reader)) continue;
      const taken = daysToDecision(row.submittedAt, row.decidedAt);
      decided.days.set(taken, (decided.days.get(taken) ?? 0) + 1);
      decided.count += 1;
      decided.changedAt = latest(decided.changedAt ?? thisYear, row.updatedAt);
    }
  }
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

function counts(row: ProposalRow, { borough, scheme }: RowFilter, reader: Reader): boolean {
  return (
    (reader.borough === null || row.partners.includes(reader.borough)) &&
    (borough === undefined || row.partners.includes(borough)) &&
    (scheme === undefined || row.scheme === scheme)
  );
}
