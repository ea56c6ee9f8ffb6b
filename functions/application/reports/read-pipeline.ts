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
 * The rows of `pipeline` (docs/rules.md, Reports) that the reader may see and the filter accepts. Days are counted to
 * today's London date. A borough in the filter is the one that is waited for. `updatedAt` is never earlier than the
 * last London midnight that changed the number of days.
 * Beside the rows: how many proposals were submitted and decided in the last three financial years
 * (`coalition-decision`), and the median days from submission to decision. They count the filter's scheme, and the
 * proposals in which the filter's or the reader's borough takes part. The window moves on 1 April, so `asAt` is never
 * earlier than that date.
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

/** The decided proposals read so far: how often each number of days occurs, and the newest change among them. */
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
