import { describe, expect, test } from 'vitest';
import type { Hold } from '../../../functions/domain/money/budget.ts';
import { holdFor } from '../../../functions/domain/money/holds.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { camden, hackney } from '../../support/builders/boroughs.ts';
import { cost } from '../../support/builders/submissions.ts';

const column = { stage: 1, financialYear: '2026-27', kind: 'revenue' } as const;
const cell = (amount: number): Cell => ({ ...column, amount });
const nothing: Hold = { status: 'none', cells: [], committed: [] };
const held = (amount: number): Hold => ({ status: 'held', cells: [cell(amount)], committed: [] });
const costs = [cost(10_000), cost(500, { borough: camden }), cost(700, { borough: hackney })];
const moved = (available: number) => [
  {
    borough: camden,
    financialYear: '2026-27',
    kind: 'revenue',
    available,
    held: -available,
    committed: 0,
  },
];

describe('R12 what an answer holds', () => {
  test('R12 an approval holds its own lines and its part of the shared cost, and no line of another borough', () => {
    expect(holdFor(costs, { borough: camden, hold: nothing }, 3_500)).toEqual({
      hold: held(3_500),
      movements: moved(-3_500),
    });
  });

  test('R7, R12 a new approval replaces the hold of an earlier revision, and only the difference moves', () => {
    expect(holdFor(costs, { borough: camden, hold: held(2_000) }, 3_500)).toEqual({
      hold: held(3_500),
      movements: moved(-1_500),
    });
  });

  test('R12 an answer that approves nothing releases the hold of an earlier revision', () => {
    expect(holdFor(costs, { borough: camden, hold: held(2_000) }, null)).toEqual({
      hold: { status: 'released', cells: [], committed: [] },
      movements: moved(2_000),
    });
  });

  test('R12 an answer that approves nothing holds nothing where nothing was held', () => {
    expect(holdFor(costs, { borough: camden, hold: nothing }, null)).toEqual({ hold: nothing, movements: [] });
  });

  test.each(['released', 'committed'] as const)('R12 cells of a hold that is %s are not freed again', (status) => {
    const before: Hold = { status, cells: [cell(2_000)], committed: [] };
    expect(holdFor(costs, { borough: camden, hold: before }, null)).toEqual({ hold: nothing, movements: [] });
    expect(holdFor(costs, { borough: camden, hold: before }, 3_500).movements).toEqual(moved(-3_500));
  });
});
