import type { ReportRow } from '../../domain/record/report-row.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, Status } from '../../domain/vocabulary/proposal.ts';
import type { Reader } from '../access/reader.ts';
import type { Page } from '../ports/record.ts';
import type { ReportRows } from '../ports/reports.ts';

export type RowsOf<K extends ReportRow['row']> = Extract<ReportRow, { row: K }>;
export type RowsToList = Pick<ReportRows, 'list'>;

/** A report's rows, page by page. `hidden`: the reader may not see the rows of the borough that was asked for. */
export type ReportRead<Row> =
  | { readonly kind: 'rows'; readonly pages: AsyncIterable<readonly Row[]>; readonly beside?: Beside }
  | { readonly kind: 'hidden' };

/** What a report says besides its rows. Known after the last row was read. */
export interface Beside {
  readonly figures: () => Readonly<Record<string, number | null>>;
  /** The newest change in the data behind the figures; null if there is no data. */
  readonly changedAt: () => Instant | null;
}

type RowOfBorough = Exclude<ReportRow, { row: 'proposal' }>;

/** Rows that are read at once, which bounds the memory. */
const rowsAtOnce = 500;

/** The filters of all reports. A row must meet each filter that is given. */
export interface RowFilter {
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
  readonly scheme?: string | undefined;
}

/**
 * The rows of one kind that the reader may see and the filter accepts, page by page. A reader of one borough sees only
 * that borough's rows, because each borough decides who sees what it pays and gains. `hidden`: the filter names another
 * borough.
 * @param passes whether a row meets the filters of this report alone
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

/** A removed row meets no filter. Rows of `contributions` have no scheme, and no filter asks them for one. */
function meets(row: RowOfBorough, { borough, status, scheme }: RowFilter): boolean {
  return (
    !row.removed &&
    (borough === undefined || row.boroughCode === borough) &&
    (status === undefined || row.status === status) &&
    (scheme === undefined || ('scheme' in row && row.scheme === scheme))
  );
}

/** All rows of one kind, page by page in the order of their keys. Eventually consistent. */
function pagesOf<K extends ReportRow['row']>(rows: RowsToList, kind: K): AsyncGenerator<readonly RowsOf<K>[]> {
  return everyPage((options) => rows.list(kind, options));
}

/** The rows of proposals submitted since then, page by page, oldest first. Reads no earlier rows. */
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
