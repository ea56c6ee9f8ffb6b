import type { Dataset } from './dataset.ts';

/** The exact sum of a column in pence. null if there are rows but none has the figure. */
export interface Total {
  /** The column's name in CSV. */
  readonly name: string;
  readonly pence: bigint | null;
}

/**
 * The label of the row of totals. It counts all rows, unlike the headline, which only counts funded proposals. A sheet
 * adds up the rows that its filter shows.
 */
export const totalLabels = {
  page: 'Total of all rows, whatever their status',
  sheet: 'Total of the rows that are shown, whatever their status',
} as const;

/** Adds up the totalled columns of a dataset while its pages pass. */
export interface Totals<Row> {
  add(row: Row): void;
  sums(): readonly Total[];
  rows(): number;
}

/**
 * Adds up the money columns, but not `allocated` and `available`, which repeat a whole budget on each row. Unknown
 * figures are left out. The sum is unknown if no row has the figure, and 0 if there are no rows.
 */
export function totalsOf<Row>({ columns }: Dataset<Row>): Totals<Row> {
  const totalled = columns.flatMap((column) =>
    column.type === 'pence' && column.totalled
      ? [{ name: column.name, value: column.value, sum: 0n, small: 0, known: 0 }]
      : [],
  );
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      for (const column of totalled) {
        const pence = column.value(row);
        if (pence === null) continue;
        column.known += 1;
        // Numbers add up faster than BigInt. BigInt takes over when a sum is no longer exact.
        const small = column.small + pence;
        if (!Number.isSafeInteger(small)) column.sum += BigInt(column.small) + BigInt(pence);
        column.small = Number.isSafeInteger(small) ? small : 0;
      }
    },
    sums: () =>
      totalled.map(({ name, sum, small, known }) => ({
        name,
        pence: rows > 0 && known === 0 ? null : sum + BigInt(small),
      })),
    rows: () => rows,
  };
}
