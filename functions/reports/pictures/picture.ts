import type { BarChart } from './svg-bars.ts';

/** Whose rows a report has. */
export interface PictureScope {
  /** True if a key or a filter limits the rows to one borough, so that they are only its share. */
  readonly oneBorough: boolean;
}

/** The rows of a dataset in words and charts, gathered while they pass. */
export interface Picture<Row> {
  add(row: Row): void;
  /** Asked for at the end, if there was a row. `figures` are those beside the rows. */
  words(figures: Figures): Words;
  charts(): readonly BarChart[];
}

/** Figures beside the rows, by their name in JSON. null means not known. */
export type Figures = Readonly<Record<string, number | null>>;

export interface Words {
  /** The heading of the page, without a full stop. */
  readonly headline: string;
  /** Further sentences below the headline. */
  readonly sentences: readonly string[];
}
