import type { Dataset } from './dataset.ts';

/** The sum of a column, in pence and exact at any size; null where there were rows and none of them knew the figure. */
export interface Total {
  /** The column's name in CSV. */
  readonly name: string;
  readonly pence: bigint | null;
}

/** What the row of totals is called: no headline's figures, which are of what is funded. A sheet adds up what its filter shows. */
export const totalLabels = {
  page: 'Total of all rows, whatever their status',
  sheet: 'Total of the rows that are shown, whatever their status',
} as const;

/** Sums of a dataset's totalled columns while its pages go by. */
export interface Totals<Row> {
  add(row: Row): void;
  sums(): readonly Total[];
  rows(): number;
}

/**
 * Adds up what may be added up: money, without `allocated` and `available`, which repeat a whole budget on each row. An unknown
 * figure is left out of its sum, which is itself unknown where no row knows it, and 0 where there is no row.
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
        // Numbers add up faster than BigInt; what they cannot say exactly goes over.
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
