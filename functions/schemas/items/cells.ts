import * as z from 'zod/mini';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { Cell } from '../../domain/vocabulary/column.ts';

const written = /^(\d+) (\d{4}-\d{2}) (capital|revenue) (-?\d+)$/;

/**
 * Cells as the table keeps them, such as `1 2026-27 revenue 2400000,2 2027-28 capital 900000`: less than half the bytes
 * of a map per cell, of which a proposal of 40 partners has up to 960, and a text that a condition can compare.
 */
export function writeCells(cells: readonly Cell[]): string {
  return cells.map(({ stage, financialYear, kind, amount }) => `${stage} ${financialYear} ${kind} ${amount}`).join(',');
}

function readCell(text: string): Cell | undefined {
  const [, stage, financialYear, kind, amount] = written.exec(text) ?? [];
  if (stage === undefined || financialYear === undefined) return undefined;
  return {
    stage: Number(stage),
    financialYear: financialYear as FinancialYear,
    kind: kind === 'capital' ? kind : 'revenue',
    amount: Number(amount),
  };
}

/** Reads the text that `writeCells` wrote. */
export const cells: z.ZodMiniType<readonly Cell[], string> = z.pipe(
  z.string(),
  z.transform((text: string, context): readonly Cell[] => {
    const found = text === '' ? [] : text.split(',').map(readCell);
    const read = found.filter((cell) => cell !== undefined);
    if (read.length < found.length || !read.every(({ amount }) => Number.isSafeInteger(amount))) {
      context.issues.push({ code: 'custom', message: 'Not cells as the table keeps them', input: text });
    }
    return read;
  }),
);
