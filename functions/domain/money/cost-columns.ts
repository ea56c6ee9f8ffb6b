import type { Cell, Column } from '../vocabulary/column.ts';
import { type Pence, sumOf } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';

/** The order of columns (R11): by stage, then financial year, capital before revenue. */
export function compareColumns(a: Column, b: Column): number {
  if (a.stage !== b.stage) return a.stage - b.stage;
  if (a.financialYear !== b.financialYear) return a.financialYear < b.financialYear ? -1 : 1;
  return a.kind < b.kind ? -1 : Number(a.kind > b.kind);
}

/** A text that is equal for two columns exactly if they are the same column. */
export function columnKey({ stage, financialYear, kind }: Column): string {
  return `${stage}#${financialYear}#${kind}`;
}

/** One cell per column with the sum of its amounts, in column order; columns with the sum 0 are left out. */
export function mergeCells(cells: Iterable<Cell>): readonly Cell[] {
  const byColumn = new Map<string, Cell>();
  for (const { stage, financialYear, kind, amount } of cells) {
    const key = columnKey({ stage, financialYear, kind });
    const before = byColumn.get(key)?.amount ?? 0;
    byColumn.set(key, { stage, financialYear, kind, amount: sumOf([before, amount]) });
  }
  return [...byColumn.values()].filter(({ amount }) => amount !== 0).toSorted(compareColumns);
}

/** The shared cost by column, in column order (R10, R11). */
export function sharedColumns(costs: readonly CostLine[]): readonly Cell[] {
  return mergeCells(costs.filter((line) => line.borough === undefined));
}

/** A borough's own lines by column, in column order (R10). */
export function ownLineCells(costs: readonly CostLine[], borough: BoroughCode): readonly Cell[] {
  return mergeCells(costs.filter((line) => line.borough === borough));
}

/** The sum of cells in pence. */
export function totalOf(cells: readonly { readonly amount: Pence }[]): Pence {
  return sumOf(cells.map(({ amount }) => amount));
}
