import type { BarChart } from './svg-bars.ts';

/** What the rows of a dataset come to, in words and in charts, gathered while they go by. */
export interface Picture<Row> {
  add(row: Row): void;
  /** Asked for at the end, where there was a row. @param figures what stands beside the rows */
  words(figures: Readonly<Record<string, number | null>>): Words;
  charts(): readonly BarChart[];
}

export interface Words {
  /** The heading of the page, without a full stop. */
  readonly headline: string;
  /** What else is to be said, each a sentence. */
  readonly sentences: readonly string[];
}
