import type { ReportRow } from '../../domain/record/report-row.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, Status } from '../../domain/vocabulary/proposal.ts';
import type { Reader } from '../access/reader.ts';
import type { Page } from '../ports/record.ts';
import type { ReportRows } from '../ports/reports.ts';

export type RowsOf<K extends ReportRow['row']> = Extract<ReportRow, { row: K }>;
export type RowsToList = Pick<ReportRows, 'list'>;

/** A report's rows, page by page; `hidden`: it is asked for a borough whose rows the reader may not see (docs/rules.md, HTTP interface). */
export type ReportRead<Row> =
  | { readonly kind: 'rows'; readonly pages: AsyncIterable<readonly Row[]>; readonly beside?: Beside }
  | { readonly kind: 'hidden' };

/** What a report says of more than its rows; known once the last row has gone by. */
export interface Beside {
  readonly figures: () => Readonly<Record<string, number | null>>;
  /** The newest change in what the figures are of; null where they are of nothing. */
  readonly changedAt: () => Instant | null;
}

/** A row of one borough. */
type RowOfBorough = Exclude<ReportRow, { row: 'proposal' }>;

/** Rows that are read at once, and so the most of a report that stands in memory. */
const rowsAtOnce = 500;

/** The filters that rows of all reports have: each that is given must be met. */
export interface RowFilter {
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
  readonly scheme?: string | undefined;
}

/**
 * The rows of one kind that the reader may see and the filter lets through, page by page as they come. A reader of a single borough sees
 * the rows of that borough only, because what its partners pay and gain is theirs to show. `hidden`: the filter names another one.
 *
 * @param passes what a filter of this report alone asks of a row
 */
export function findRows<K extends RowOfBorough['row']>(
  rows: RowsToList,
  kind: K,
  { filter, reader }: { readonly filter: RowFilter; readonly reader: Reader },
  passes: (row: RowsOf<K>) => boolean = () => true,
): AsyncIterable<readonly RowsOf<K>[]> | 'hidden' {
  const borough = reader.borough ?? filter.borough;
  if (filter.borough !== undefined && filter.borough !== borough) return 'hidden';
  const asked = { ...filter, borough };
  return passing(pagesOf(rows, kind), (row) => meets(row, asked) && passes(row));
}

async function* passing<Row>(
  pages: AsyncIterable<readonly Row[]>,
  passes: (row: Row) => boolean,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) {
    const found = page.filter(passes);
    if (found.length > 0) yield found;
  }
}

/** A removed row meets nothing. Those of `contributions` tell no scheme, and no filter asks them for one. */
function meets(row: RowOfBorough, { borough, status, scheme }: RowFilter): boolean {
  return (
    !row.removed &&
    (borough === undefined || row.boroughCode === borough) &&
    (status === undefined || row.status === status) &&
    (scheme === undefined || ('scheme' in row && row.scheme === scheme))
  );
}

/** All rows of one kind, page by page in the order of their keys; eventually consistent. */
function pagesOf<K extends ReportRow['row']>(rows: RowsToList, kind: K): AsyncGenerator<readonly RowsOf<K>[]> {
  return everyPage((options) => rows.list(kind, options));
}

/** The rows of proposals submitted since then, page by page, oldest first; no earlier ones are read. */
export function proposalsSince(
  rows: Pick<ReportRows, 'submittedSince'>,
  since: Instant,
): AsyncGenerator<readonly RowsOf<'proposal'>[]> {
  return everyPage((options) => rows.submittedSince(since, options));
}

async function* everyPage<Row>(
  read: (options: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) });
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
