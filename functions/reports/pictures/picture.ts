import type { BarChart } from './svg-bars.ts';

/** What the rows of a report are of. */
export interface PictureScope {
  /** The rows are those of one borough, by the key or by the filter: its share of each proposal, and never the whole. */
  readonly oneBorough: boolean;
}

/** What the rows of a dataset come to, in words and in charts, gathered while they go by. */
export interface Picture<Row> {
  add(row: Row): void;
  /** Asked for at the end, where there was a row. @param figures what stands beside the rows */
  words(figures: Figures): Words;
  charts(): readonly BarChart[];
}

/** What stands beside rows, by its name in JSON; null: not known. */
export type Figures = Readonly<Record<string, number | null>>;

export interface Words {
  /** The heading of the page, without a full stop. */
  readonly headline: string;
  /** What else is to be said, each a sentence. */
  readonly sentences: readonly string[];
}
