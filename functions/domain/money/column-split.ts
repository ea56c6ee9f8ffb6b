import { greatestRounding } from '../numbers/controlled-rounding.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { Contribution, Share } from './apportionment.ts';
import { compareColumns, mergeCells, ownLineCells, sharedColumns } from './cost-columns.ts';

/** One borough's row of the table, its cells in column order. */
export interface SplitShare {
  readonly borough: BoroughCode;
  readonly cells: readonly Cell[];
}

/**
 * R11. Splits shares over columns that have the same total. Every column and every borough sums exactly, and each cell
 * is the floor or the ceiling of share × column ÷ total. Of all such tables this is the lexicographically greatest,
 * read column by column (stage, year, capital first), each by GSS code. Rows come by GSS code, each with all columns,
 * zeros included. Throws a RangeError if shares and columns differ in total.
 *
 * @example
 * // shares A 3334, B 3333, C 3333 over 2026-27 5000, 2027-28 5000:
 * // A 1667 1667, B 1667 1666, C 1666 1667
 */
export function splitOverColumns(shares: readonly Share[], columns: readonly Cell[]): readonly SplitShare[] {
  const rows = shares.toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
  const sorted = columns.toSorted(compareColumns);
  const table = greatestRounding(
    rows.map(({ amount }) => amount),
    sorted.map(({ amount }) => amount),
  );
  return rows.map(({ borough }, row) => ({
    borough,
    cells: sorted.map(({ stage, financialYear, kind }, column) => ({
      stage,
      financialYear,
      kind,
      amount: table[column]?.[row] ?? 0,
    })),
  }));
}

/**
 * R10, R11. The cells of each contribution: its part of the shared columns and its own lines together. By GSS code, in
 * column order, without zeros. `contributions` must list all who take part.
 */
export function contributionCells(
  costs: readonly CostLine[],
  contributions: readonly Contribution[],
): readonly SplitShare[] {
  const shares = contributions.map(({ borough, shared }) => ({ borough, amount: shared }));
  return splitOverColumns(shares, sharedColumns(costs)).map(({ borough, cells }) => ({
    borough,
    cells: mergeCells([...cells, ...ownLineCells(costs, borough)]),
  }));
}
