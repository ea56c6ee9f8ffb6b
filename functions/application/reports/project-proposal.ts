import { decisionMoment } from '../../domain/record/coalition-decision.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { type ProposalRow, placeOf, type ReportRow } from '../../domain/record/report-row.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { changedAt } from '../commit/changed-at.ts';
import type { Proposals } from '../ports/record.ts';
import type { ReportRows } from '../ports/reports.ts';
import { type EarlierRevision, earlierRevisions, invitedBoroughs } from '../proposals/invited-boroughs.ts';
import { benefitsRows } from './rows/benefits-rows.ts';
import { contributionRows } from './rows/contribution-rows.ts';
import { forecastBenefits } from './rows/forecast-benefits.ts';
import { pipelineRows } from './rows/pipeline-rows.ts';
import { headVersionOf, type RowFrame, rowFrame } from './rows/report-row-frame.ts';
import { roiRows } from './rows/roi-rows.ts';

export interface ProjectDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'revision' | 'requests' | 'events'>;
  readonly rows: Pick<ReportRows, 'of' | 'version' | 'put' | 'putOver'>;
}

/**
 * Updates a proposal's rows for lists and reports from the record. Writes only rows that say something else than the
 * stored ones, so that seeing a change twice, late or out of order does no harm (docs/architecture.md, The table). Does
 * nothing if the proposal does not exist.
 * @param version the version of the head that changed. If the proposal's own row has it already, nothing is read or
 *   written: a head that was only rescheduled keeps its version. null: always project, as after settlement, which
 *   changes holds but not the head.
 * @returns how many rows were written
 */
export async function projectProposal(
  deps: ProjectDependencies,
  id: ProposalId,
  version: number | null = null,
): Promise<number> {
  // The own row is written last, so the other rows have at least its version.
  const own = version === null ? null : await deps.rows.version(id);
  if (version !== null && own !== null && headVersionOf(own) >= version) return 0;
  for (let put = 0; ; ) {
    const step = await bringUp(deps, id);
    put += step.put;
    if (step.done) return put;
    // Another run did the same meanwhile, and may have written rows from an older read.
  }
}

/**
 * The proposal's own row is read first and written last, over the version that was read. Where it exists, the other
 * rows have its version or say the same. `done` is false if another run wrote it in between.
 * Rows are read before the record, whose versions only grow. A row with a version above the record's was not made from
 * this record and is overwritten.
 */
async function bringUp(
  { proposals, rows }: ProjectDependencies,
  id: ProposalId,
): Promise<{ readonly done: boolean; readonly put: number }> {
  const there = await rows.of(id);
  const state = await proposals.load(id);
  if (state === undefined) return { done: true, put: 0 };
  const [earlier, updatedAt] = await Promise.all([earlierRevisions(proposals, state), changedAt(proposals, state)]);
  const { own, others } = rowsOf(state, earlier, updatedAt);
  const before = new Map(there.rows.map((row) => [nameOf(row), row]));
  const isWrong = (row: ReportRow) => {
    const stored = before.get(nameOf(row));
    return stored === undefined || stored.version > own.version || figuresOf(stored) !== figuresOf(row);
  };
  const wrong = [...others, ...strays(there.rows, [own, ...others], own.version)].filter(isWrong);
  const ahead = wrong.filter((row) => (before.get(nameOf(row))?.version ?? 0) > own.version);
  await rows.put(wrong.filter((row) => !ahead.includes(row)));
  const replaced = await Promise.all(ahead.map((row) => rows.putOver(row, before.get(nameOf(row))?.version ?? null)));
  if (replaced.includes(false)) return { done: false, put: wrong.length };
  // After writing any row, check whether an older read came in between and left a row as it was.
  if (there.version === own.version && wrong.length === 0 && !isWrong(own)) return { done: true, put: 0 };
  return { done: await rows.putOver(own, there.version), put: wrong.length + 1 };
}

/** Stored rows that do not belong to the record: they are to be removed. */
function strays(there: readonly ReportRow[], made: readonly ReportRow[], version: number): readonly ReportRow[] {
  const names = new Set(made.map(nameOf));
  return there.flatMap((row) => (names.has(nameOf(row)) ? [] : [{ ...row, removed: true, version }]));
}

function nameOf(row: ReportRow): string {
  return row.row === 'proposal' ? row.row : `${row.row} ${placeOf(row)}`;
}

/** What a row says, without when it was made. A removed row says only that it is removed. */
function figuresOf({ version: _, updatedAt: __, ...figures }: ReportRow): string {
  if (figures.removed) return 'removed';
  return JSON.stringify(Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** All rows of a proposal: one for the list; others by borough, or by borough, year and kind. Pure. */
export function reportRowsOf(
  state: ProposalState,
  earlier: readonly EarlierRevision[],
  updatedAt: Instant,
): readonly ReportRow[] {
  const { own, others } = rowsOf(state, earlier, updatedAt);
  return [own, ...others];
}

function rowsOf(
  state: ProposalState,
  earlier: readonly EarlierRevision[],
  updatedAt: Instant,
): { readonly own: ProposalRow; readonly others: readonly ReportRow[] } {
  const invited = invitedBoroughs(state, earlier);
  const frame = rowFrame(state, invited, updatedAt);
  const benefits = forecastBenefits(state);
  return {
    own: proposalRow(frame, state),
    others: [
      ...roiRows(frame, state, benefits, invited),
      ...contributionRows(frame, state, earlier, invited),
      ...benefitsRows(frame, state, benefits, invited),
      ...pipelineRows(frame, state, invited),
    ],
  };
}

function proposalRow(frame: RowFrame, { head, revision, decision }: ProposalState): ProposalRow {
  const { content } = revision;
  return {
    ...frame,
    row: 'proposal',
    removed: false,
    revision: head.revision,
    scheme: revision.scheme.name,
    leadBorough: head.lead,
    partners: head.partners,
    financialYears: [...new Set(content.costs.map(({ financialYear }) => financialYear))].toSorted(),
    total: revision.total,
    submittedAt: head.submittedAt,
    closesAt: head.closesAt,
    decidedAt: decisionMoment(decision),
  };
}
