import { type Dataset, jsonName } from './dataset.ts';

/** Sums of a dataset's totalled columns, in pence, while its pages go by. */
export interface Totals<Row> {
  add(row: Row): void;
  /** By the column's name in JSON; exact at any size. null where there were rows and none of them knew the figure. */
  sums(): readonly (readonly [name: string, pence: bigint | null])[];
}

/**
 * Adds up what may be added up: money, without `allocated` and `available`, which repeat a whole budget on each row. An unknown
 * figure is left out of its sum, which is itself unknown where no row knows it, and 0 where there is no row.
 */
export function totalsOf<Row>({ columns }: Dataset<Row>): Totals<Row> {
  const totalled = columns.flatMap((column) =>
    column.type === 'pence' && column.totalled
      ? [{ name: jsonName(column.name), value: column.value, sum: 0n, known: 0 }]
      : [],
  );
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      for (const column of totalled) {
        const pence = column.value(row);
        if (pence === null) continue;
        column.sum += BigInt(pence);
        column.known += 1;
      }
    },
    sums: () => totalled.map(({ name, sum, known }) => [name, rows > 0 && known === 0 ? null : sum]),
  };
}
