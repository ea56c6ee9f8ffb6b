import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pages } from './dataset.ts';

/** Pages as they pass, and the moment of the newest change in them; null before the first row. */
export interface Watched<Row> {
  readonly pages: Pages<Row>;
  asAt(): Instant | null;
}

/**
 * Notes the newest change in a report, for `asAt` and the file name, without keeping any row.
 *
 * @param beside the newest change in the figures beside the rows
 */
export function watched<Row extends { readonly updatedAt: Instant }>(
  pages: Pages<Row>,
  beside: () => Instant | null = () => null,
): Watched<Row> {
  let newest: Instant | null = null;
  async function* noting(): AsyncGenerator<readonly Row[]> {
    for await (const page of pages) {
      for (const { updatedAt } of page) if (newest === null || updatedAt > newest) newest = updatedAt;
      yield page;
    }
  }
  return { pages: noting(), asAt: () => later(newest, beside()) };
}

function later(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || (other !== null && other > one) ? other : one;
}
