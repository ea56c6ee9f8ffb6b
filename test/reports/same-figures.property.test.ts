import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributions } from '../../functions/reports/contributions-dataset.ts';
import { csv } from '../../functions/reports/csv.ts';
import { type Column, type Dataset, jsonName } from '../../functions/reports/dataset.ts';
import { json } from '../../functions/reports/json.ts';
import { roi } from '../../functions/reports/roi-dataset.ts';
import { contributionRow, inPages, roiRow, whole } from './rows.ts';

/** What a cell of the CSV must read as, given the JSON's value: written here once more, apart from the writers. */
function expected(column: Pick<Column<never>, 'type'>, value: unknown): string {
  if (value === null) return '';
  if (column.type === 'pence') return pounds(BigInt(value as number));
  if (column.type === 'text') return (value as string).replace(/^(?=[=+\-@\t\r＝＋－＠])/, "'");
  return String(value);
}

function pounds(pence: bigint): string {
  const [sign, size] = pence < 0n ? ['-', -pence] : ['', pence];
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

async function compare<Row>(dataset: Dataset<Row>, rows: readonly Row[], excel: boolean) {
  const table: string[][] = parse(await whole(csv(dataset, inPages(rows), { excel })), {
    bom: true,
    relax_column_count: false,
    record_delimiter: '\r\n',
  });
  const report = JSON.parse(await whole(json(dataset, inPages(rows, 2), { filter: {}, asAt: () => null })));
  expect(table[0]).toEqual(dataset.columns.map(({ name }) => name));
  const fromJson = report.rows.map((row: Record<string, unknown>) =>
    dataset.columns.map((column) => expected(column, row[jsonName(column.name)])),
  );
  expect(table.slice(1)).toEqual(fromJson);
}

test('promise 7: an independent reader finds in the CSV of roi, cell by cell, what the JSON holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(roiRow, { maxLength: 9 }), fc.boolean(), (rows, excel) => compare(roi, rows, excel)),
  );
});

test('promise 7: an independent reader finds in the CSV of contributions, cell by cell, what the JSON holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(contributionRow, { maxLength: 9 }), fc.boolean(), (rows, excel) =>
      compare(contributions, rows, excel),
    ),
  );
});
