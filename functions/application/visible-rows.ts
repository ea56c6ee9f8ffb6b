import type { Instant } from '../domain/calendar.ts';
import type { BoroughCode } from '../domain/proposal.ts';
import type { ReportRow } from '../domain/report-row.ts';
import type { ReportRows } from './ports.ts';
import { maySee, type Reader } from './reader.ts';

export type RowsOf<K extends ReportRow['row']> = Extract<ReportRow, { row: K }>;
export type RowsToList = Pick<ReportRows, 'list'>;

/** A report's rows, page by page; `hidden`: it is asked for a borough of which the reader may know nothing (PRODUCT §6). */
export type ReportRead<Row> =
  | { readonly kind: 'rows'; readonly pages: AsyncIterable<readonly Row[]>; readonly beside?: Beside }
  | { readonly kind: 'hidden' };

/** What a report says of more than its rows; known once the last row has gone by. */
export interface Beside {
  readonly figures: () => Readonly<Record<string, number | null>>;
  /** The newest change in what the figures are of; null where they are of nothing. */
  readonly changedAt: () => Instant | null;
}

/** Which proposals' rows a reader may see; null: all. */
export type Visible = ReadonlySet<string> | null;

/** Rows that are read at once, and so the most of a report that stands in memory. */
const rowsAtOnce = 500;

/**
 * What a reader of one borough may see: the proposals in which that borough takes part, with the rows of its partners there. Few beside
 * their rows, which do not name all partners. `hidden`: it takes part in nothing together with `borough`.
 */
export async function visibleTo(
  rows: RowsToList,
  reader: Reader,
  borough: BoroughCode | undefined,
): Promise<Visible | 'hidden'> {
  if (reader.borough === null) return null;
  const proposals = new Set<string>();
  const known = new Set([reader.borough]);
  for await (const page of pagesOf(rows, 'proposal')) {
    for (const { proposal, partners } of page) {
      if (!maySee(reader, partners)) continue;
      proposals.add(proposal);
      for (const partner of partners) known.add(partner);
    }
  }
  return borough === undefined || known.has(borough) ? proposals : 'hidden';
}

/** The rows of one kind that may be seen and pass, page by page in the order of their keys; eventually consistent. */
export async function* visibleRows<K extends ReportRow['row']>(
  rows: RowsToList,
  kind: K,
  visible: Visible,
  passes: (row: RowsOf<K>) => boolean,
): AsyncGenerator<readonly RowsOf<K>[]> {
  for await (const page of pagesOf(rows, kind)) {
    const seen = page.filter((row) => !row.removed && (visible === null || visible.has(row.proposal)) && passes(row));
    if (seen.length > 0) yield seen;
  }
}

/** All rows of one kind that are not removed, page by page. */
export async function* pagesOf<K extends ReportRow['row']>(
  rows: RowsToList,
  kind: K,
): AsyncGenerator<readonly RowsOf<K>[]> {
  let cursor: string | undefined;
  do {
    const page = await rows.list(kind, { limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) });
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
