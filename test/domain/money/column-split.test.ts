import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedShares } from '../../../functions/domain/money/asked-share.ts';
import { contributionCells, splitOverColumns } from '../../../functions/domain/money/column-split.ts';
import {
  columnKey,
  compareColumns,
  ownLineCells,
  sharedColumns,
  totalOf,
} from '../../../functions/domain/money/cost-columns.ts';
import { greatestRounding } from '../../../functions/domain/numbers/controlled-rounding.ts';
import { largestRemainder } from '../../../functions/domain/numbers/largest-remainder.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { gss } from '../../support/builders/ids.ts';
import { workedExamples } from '../../support/builders/samples.ts';
import { invitedWithCosts } from './arbitrary-costs.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Rows and columns of the same total: any columns, and rows that divide their total by any weights. */
function tables(most: { rows: number; columns: number; amount: number }) {
  const columns = fc.array(fc.integer({ min: 0, max: most.amount }), { minLength: 1, maxLength: most.columns });
  const weights = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: most.rows }).filter((all) => sum(all) > 0);
  return fc.tuple(columns, weights).map(([amounts, all]) => {
    const weighted = all.map((weight, at) => ({ borough: gss(String(at).padStart(2, '0')), weight }));
    return { columns: amounts, rows: [...largestRemainder(sum(amounts), weighted).values()] };
  });
}

/**
 * Every table of floors and ceilings, column by column and row by row, ceilings first: the first that sums exactly is
 * the lexicographically greatest. Only branches that have already failed are cut off.
 */
function firstOfAllTables(rows: readonly number[], columns: readonly number[]): number[][] | undefined {
  const total = sum(columns);
  const cells = columns.flatMap((column) => rows.map((row) => (total === 0 ? 0 : (row * column) / total)));
  const search = (table: number[]): number[] | undefined => {
    const at = table.length;
    const inRow = table.filter((_, cell) => cell % rows.length === (at - 1) % rows.length);
    if (at > 0 && sum(inRow) > (rows[(at - 1) % rows.length] ?? 0)) return undefined;
    const done = Math.floor(at / rows.length);
    if (at > 0 && at % rows.length === 0 && sum(table.slice(-rows.length)) !== columns[done - 1]) return undefined;
    if (at === cells.length) {
      const rowsSum = rows.every((row, r) => sum(table.filter((_, cell) => cell % rows.length === r)) === row);
      return rowsSum ? table : undefined;
    }
    const [high, low] = [Math.ceil(cells[at] ?? 0), Math.floor(cells[at] ?? 0)];
    return search([...table, high]) ?? (high === low ? undefined : search([...table, low]));
  };
  const found = search([]);
  return found && columns.map((_, c) => found.slice(c * rows.length, (c + 1) * rows.length));
}

test('R11 the split is the lexicographically greatest of all tables of floors and ceilings that sum exactly', () => {
  fc.assert(
    fc.property(tables({ rows: 4, columns: 4, amount: 30 }), ({ rows, columns }) => {
      expect(greatestRounding(rows, columns)).toEqual(firstOfAllTables(rows, columns));
    }),
    { numRuns: 1500 },
  );
});

test('R11 every column and every row sums exactly, and each cell is the floor or the ceiling of its value', () => {
  fc.assert(
    fc.property(tables({ rows: 12, columns: 8, amount: 9_999_999_999 }), ({ rows, columns }) => {
      const table = greatestRounding(rows, columns);
      const total = BigInt(sum(columns));
      expect(table.map(sum)).toEqual(columns);
      expect(rows.map((_, r) => sum(table.map((column) => column[r] ?? Number.NaN)))).toEqual(rows);
      const wrong = table.flatMap((column, c) =>
        column.filter((cell, r) => {
          const off = BigInt(cell) * total - BigInt(rows[r] ?? 0) * BigInt(columns[c] ?? 0);
          return total > 0n && (off >= total || off <= -total);
        }),
      );
      expect(wrong).toEqual([]);
    }),
  );
});

test('R11 33 boroughs and 24 columns of the largest amounts are split exactly', () => {
  const columns = Array.from({ length: 24 }, (_, c) => 4_166_666_666 - c * 7_919);
  const weighted = Array.from({ length: 33 }, (_, r) => ({
    borough: gss(String(r).padStart(2, '0')),
    weight: 1 + r * 104_729,
  }));
  const rows = [...largestRemainder(sum(columns), weighted).values()];
  const table = greatestRounding(rows, columns);
  expect(table.map(sum)).toEqual(columns);
  expect(rows.map((_, r) => sum(table.map((column) => column[r] ?? Number.NaN)))).toEqual(rows);
});

test('R11 shares and columns that differ in total are an error', () => {
  expect(() => greatestRounding([1], [2])).toThrow('differ in total');
  expect(greatestRounding([], [])).toEqual([]);
  expect(greatestRounding([0, 0], [0])).toEqual([[0, 0]]);
});

interface Worked {
  readonly yearSplit: readonly {
    readonly contributions: Record<string, number>;
    readonly columns: readonly number[];
    readonly cells: Record<string, readonly number[]>;
  }[];
}

test.each(workedExamples<Worked>('rules').yearSplit)(
  'R11 the split of $columns is that of the worked example',
  (example) => {
    const shares = Object.entries(example.contributions).map(([borough, amount]) => ({
      borough: gss(borough),
      amount,
    }));
    const columns = example.columns.map(
      (amount, at): Cell => ({ stage: 1, financialYear: `${2026 + at}-${27 + at}`, kind: 'revenue', amount }),
    );
    const split = splitOverColumns(shares.toReversed(), columns.toReversed());
    expect(Object.fromEntries(split.map(({ borough, cells }) => [borough, cells.map(({ amount }) => amount)]))).toEqual(
      example.cells,
    );
  },
);

test('R11 columns are read by stage, then year, capital first', () => {
  const columns: readonly Cell[] = [
    { stage: 2, financialYear: '2026-27', kind: 'capital', amount: 1 },
    { stage: 1, financialYear: '2027-28', kind: 'capital', amount: 1 },
    { stage: 1, financialYear: '2026-27', kind: 'revenue', amount: 1 },
    { stage: 1, financialYear: '2026-27', kind: 'capital', amount: 1 },
  ];
  const shares = [gss('E09000012'), gss('E09000007')].map((borough) => ({ borough, amount: 2 }));
  const split = splitOverColumns(shares, columns);
  expect(split.map(({ borough }) => borough)).toEqual([gss('E09000007'), gss('E09000012')]);
  expect(split[0]?.cells.map(({ amount, ...column }) => [columnKey(column), amount])).toEqual([
    ['1#2026-27#capital', 1],
    ['1#2026-27#revenue', 1],
    ['1#2027-28#capital', 0],
    ['2#2026-27#capital', 0],
  ]);
});

test('R10 R11 the cells of all contributions sum to each contribution and to each column of the cost', () => {
  fc.assert(
    fc.property(invitedWithCosts, ({ costs, invited }) => {
      const contributions = askedShares(costs, invited);
      const split = contributionCells(costs, contributions);
      expect(split.map(({ borough, cells }) => [borough, totalOf(cells)])).toEqual(
        contributions.map(({ borough, amount }) => [borough, amount]),
      );
      const columns = new Map<string, number>();
      for (const cell of split.flatMap(({ cells }) => cells)) {
        columns.set(columnKey(cell), (columns.get(columnKey(cell)) ?? 0) + cell.amount);
      }
      for (const line of costs) columns.set(columnKey(line), (columns.get(columnKey(line)) ?? 0) - line.amount);
      expect([...columns.values()].every((left) => left === 0)).toBe(true);
      for (const { cells } of split) {
        expect(cells.toSorted(compareColumns)).toEqual(cells);
        expect(cells.every(({ amount }) => amount > 0)).toBe(true);
      }
    }),
  );
});

test('R10 shared columns and own lines together are all the lines', () => {
  fc.assert(
    fc.property(invitedWithCosts, ({ costs, invited }) => {
      const own = invited.map(({ borough }) => totalOf(ownLineCells(costs, borough)));
      expect(totalOf(sharedColumns(costs)) + sum(own)).toBe(totalOf(costs));
    }),
  );
});
