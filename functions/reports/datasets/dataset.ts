import type { Instant, LocalDate } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Picture, PictureScope } from '../pictures/picture.ts';

/**
 * One column of a dataset, under its name in CSV (snake_case, with `_gbp` for money). `value` gives null if the figure
 * is not known. `pence` is money, `ratio` a pure number, `count` a whole number of years or days.
 */
export type Column<Row> = { readonly name: string } & (
  | { readonly type: 'text'; readonly value: (row: Row) => string }
  | { readonly type: 'date'; readonly value: (row: Row) => LocalDate | null }
  | { readonly type: 'instant'; readonly value: (row: Row) => Instant | null }
  | { readonly type: 'pence'; readonly value: (row: Row) => Pence | null; readonly totalled: boolean }
  | { readonly type: 'ratio' | 'count'; readonly value: (row: Row) => number | null }
);

/** A tidy table for finance: its columns in order (docs/rules.md, Reports). Every format is written from this list. */
export interface Dataset<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** What a page says and draws about the rows. */
  readonly picture: (scope: PictureScope) => Picture<Row>;
  /** Why figures of a row are empty, and other notes, each as `Figure: reason`. A cell joins them. */
  readonly reasons?: (row: Row) => readonly string[];
  /** Remarks on the figures as a whole, for pages and for the notes of a workbook. */
  readonly remarks?: readonly { readonly name: string; readonly text: string }[];
}

/** Rows from the store, page by page, so that a report is never in memory as a whole. */
export type Pages<Row> = AsyncIterable<readonly Row[]>;

/**
 * A column's name in JSON: camelCase, without `_gbp` because JSON has pence.
 *
 * @example jsonName('pv_costs_gbp') // 'pvCosts'
 */
export function jsonName(name: string): string {
  return name.replace(/_gbp$/, '').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
