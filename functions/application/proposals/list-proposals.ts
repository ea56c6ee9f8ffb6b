import type { ProposalRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, Status } from '../../domain/vocabulary/proposal.ts';
import { maySee, type Reader } from '../access/reader.ts';
import { cursorAt, positionOf } from '../lists/page-cursor.ts';
import type { Page } from '../ports/record.ts';
import type { ReportRows } from '../ports/reports.ts';
import type { Digests } from '../ports/system.ts';

export interface ListDependencies {
  readonly rows: Pick<ReportRows, 'list'>;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
}

export interface ProposalFilter {
  readonly status?: Status | undefined;
  /** Takes part: lead or partner. */
  readonly borough?: BoroughCode | undefined;
  /** Has a cost in this year. */
  readonly financialYear?: FinancialYear | undefined;
}

export interface ProposalQuery extends ProposalFilter {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export type ListedProposals = ({ readonly kind: 'page' } & Page<ProposalRow>) | { readonly kind: 'bad-cursor' };

/** Most rows that one response reads: this many pages of the store. The rest is on the next page. */
const rowsAtOnce = 100;
const maxPagesOfRows = 50;

/** Where a list continues: a page of the store, and the last proposal given from it. */
type Position = readonly [page: string | null, after: string | null];

/**
 * Proposals that the reader may see and the filter accepts, newest submission first. Eventually consistent. A page is
 * full unless the list ends or 5,000 rows were read; `next` always continues after the last row read. Refuses a cursor
 * that was altered or belongs to another query.
 */
export async function listProposals(
  { rows, digests }: ListDependencies,
  { cursor, limit, ...filter }: ProposalQuery,
  reader: Reader,
): Promise<ListedProposals> {
  const query = [
    'proposals',
    filter.status ?? null,
    filter.borough ?? null,
    filter.financialYear ?? null,
    reader.borough,
  ];
  const position = cursor === undefined ? start : asPosition(positionOf(digests, query, cursor));
  if (position === undefined) return { kind: 'bad-cursor' };
  const items: ProposalRow[] = [];
  let reached: Position = position;
  for await (const step of steps(rows, position)) {
    if (step.kind === 'tired') return { kind: 'page', items, next: cursorAt(digests, query, step.position) };
    if (!passes(step.row, filter, reader)) continue;
    // There is a next page only if another proposal was found.
    if (items.length === limit) return { kind: 'page', items, next: cursorAt(digests, query, reached) };
    items.push(step.row);
    reached = step.position;
  }
  return { kind: 'page', items };
}

type Step =
  | { readonly kind: 'row'; readonly row: ProposalRow; readonly position: Position }
  /** One response has read enough. The list continues here. */
  | { readonly kind: 'tired'; readonly position: Position };

/** The rows after a position, each with its own position. */
async function* steps(rows: Pick<ReportRows, 'list'>, position: Position): AsyncGenerator<Step> {
  let [page, after] = position;
  for (let pages = 0; pages < maxPagesOfRows; pages += 1) {
    const cursor = page === null ? {} : { cursor: page };
    const { items, next } = await rows.list('proposal', { limit: rowsAtOnce, backwards: true, ...cursor });
    for (const row of items) {
      // The cursor may point into the middle of a page of the store. The rows up to it were already given.
      if (after === null) yield { kind: 'row', row, position: [page, row.proposal] };
      else if (row.proposal === after) after = null;
    }
    if (next === undefined) return;
    page = next;
  }
  yield { kind: 'tired', position: [page, after] };
}

const start: Position = [null, null];

function passes(row: ProposalRow, { status, borough, financialYear }: ProposalFilter, reader: Reader): boolean {
  return (
    !row.removed &&
    maySee(reader, row.partners) &&
    (status === undefined || row.status === status) &&
    (borough === undefined || row.partners.includes(borough)) &&
    (financialYear === undefined || row.financialYears.includes(financialYear))
  );
}

function asPosition(value: unknown): Position | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [page, after] = value;
  return isTextOrNull(page) && isTextOrNull(after) ? [page, after] : undefined;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
