import type { Instant } from '../domain/calendar.ts';
import type { BoroughCode } from '../domain/proposal.ts';
import type { ReportRow } from '../domain/report-row.ts';
import type { Page, ReportRows } from './ports.ts';
import type { Reader } from './reader.ts';

export type RowsOf<K extends ReportRow['row']> = Extract<ReportRow, { row: K }>;
export type RowsToList = Pick<ReportRows, 'list'>;

/** A report's rows, page by page; `hidden`: it is asked for a borough whose rows the reader may not see (PRODUCT §6). */
export type ReportRead<Row> =
  | { readonly kind: 'rows'; readonly pages: AsyncIterable<readonly Row[]>; readonly beside?: Beside }
  | { readonly kind: 'hidden' };

/** What a report says of more than its rows; known once the last row has gone by. */
export interface Beside {
  readonly figures: () => Readonly<Record<string, number | null>>;
  /** The newest change in what the figures are of; null where they are of nothing. */
  readonly changedAt: () => Instant | null;
}

/** The borough whose rows a reader may see; null: all. */
export type Visible = BoroughCode | null;

/** A row of one borough. */
type RowOfBorough = Exclude<ReportRow, { row: 'proposal' }>;

/** Rows that are read at once, and so the most of a report that stands in memory. */
const rowsAtOnce = 500;

/**
 * Whose rows a reader may see: one of a single borough those of that borough only, because what its partners pay and gain is theirs to
 * show. `hidden`: the filter names another one.
 */
export function visibleTo(reader: Reader, borough: BoroughCode | undefined): Visible | 'hidden' {
  return reader.borough === null || borough === undefined || borough === reader.borough ? reader.borough : 'hidden';
}

/** The rows that may be seen and pass, page by page as they come. */
export async function* visibleRows<R extends RowOfBorough>(
  pages: AsyncIterable<readonly R[]>,
  visible: Visible,
  passes: (row: R) => boolean,
): AsyncGenerator<readonly R[]> {
  for await (const page of pages) {
    const seen = page.filter((row) => !row.removed && (visible === null || row.boroughCode === visible) && passes(row));
    if (seen.length > 0) yield seen;
  }
}

/** All rows of one kind, page by page in the order of their keys; eventually consistent. */
export function pagesOf<K extends ReportRow['row']>(rows: RowsToList, kind: K): AsyncGenerator<readonly RowsOf<K>[]> {
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
