import { describe, expect, test } from 'vitest';
import { compareColumns, mergeCells } from '../../../functions/domain/money/cost-columns.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Column } from '../../../functions/domain/vocabulary/column.ts';

const column = (stage: number, financialYear: FinancialYear, kind: Column['kind']): Column => ({
  stage,
  financialYear,
  kind,
});
/** In the order of R11. */
const ordered = [
  column(1, '2026-27', 'capital'),
  column(1, '2026-27', 'revenue'),
  column(1, '2027-28', 'capital'),
  column(2, '2026-27', 'capital'),
  column(2, '2026-27', 'revenue'),
] as const;

describe('the order of columns', () => {
  test('R11 is by stage, then financial year, then capital before revenue, in both directions', () => {
    for (const [at, one] of ordered.entries()) {
      for (const [other, two] of ordered.entries()) {
        expect(Math.sign(compareColumns(one, two)), `${at} and ${other}`).toBe(Math.sign(at - other));
      }
    }
  });

  test('R11 cells of one column become one cell, which is left out if it is 0', () => {
    const [first, second] = ordered;
    if (first === undefined || second === undefined) throw new Error('There are five.');
    const cells = [
      { ...second, amount: 5 },
      { ...first, amount: 2 },
      { ...second, amount: -5 },
      { ...first, amount: 1 },
    ];
    expect(mergeCells(cells)).toEqual([{ ...first, amount: 3 }]);
  });
});
