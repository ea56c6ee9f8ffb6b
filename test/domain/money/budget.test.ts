import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareCost } from '../../../functions/domain/money/apportionment.ts';
import {
  afterMovement,
  availableAfterPut,
  type Budget,
  emptyBudget,
  type Hold,
  holdCells,
  isSound,
  type Movement,
  movementsToCommit,
  movementsToHold,
  movementsToRelease,
} from '../../../functions/domain/money/budget.ts';
import { contributionCells } from '../../../functions/domain/money/column-split.ts';
import { columnKey, ownLineCells, sharedColumns, totalOf } from '../../../functions/domain/money/cost-columns.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { gss } from '../../support/builders/ids.ts';
import { coalitionOf, invitedWithCosts } from './arbitrary-costs.ts';

const cell = (stage: number, financialYear: FinancialYear, kind: Cell['kind'], amount: number): Cell => ({
  stage,
  financialYear,
  kind,
  amount,
});
const held = (...cells: Cell[]): Hold => ({ status: 'held', cells, committed: [] });
const hackney = gss('E09000012');
const budget: Budget = {
  ...emptyBudget(hackney, '2026-27', 'revenue'),
  allocated: 100,
  available: 60,
  held: 30,
  committed: 10,
};
const movement = { borough: hackney, financialYear: '2026-27', kind: 'revenue' } as const;

describe('R12 what an approval holds', () => {
  test('R12 no contribution within the cap, in any coalition, ever exceeds what is held in any column', () => {
    const rounds = invitedWithCosts.chain(({ costs, invited }) =>
      coalitionOf(invited).map((coalition) => ({ costs, coalition })),
    );
    fc.assert(
      fc.property(rounds, ({ costs, coalition }) => {
        const result = shareCost(costs, coalition);
        fc.pre(result.kind === 'apportioned');
        for (const { borough, cells } of contributionCells(costs, result.contributions)) {
          const upTo = coalition.find((each) => each.borough === borough)?.cap ?? 0;
          const hold = holdCells(upTo, ownLineCells(costs, borough), sharedColumns(costs));
          const heldIn = new Map(hold.map((each) => [columnKey(each), each.amount]));
          expect(cells.filter((each) => each.amount > (heldIn.get(columnKey(each)) ?? 0))).toEqual([]);
          const { movements, hold: after } = movementsToCommit(borough, { ...held(), cells: hold }, cells, 1);
          expect(after.committed).toEqual(cells.filter(({ stage }) => stage === 1));
          expect(movements.every(({ available, held: h, committed }) => available + h + committed === 0)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('R12 a hold is the cap, or above it by less than a penny per column', () => {
    fc.assert(
      fc.property(invitedWithCosts, ({ costs, invited }) => {
        const shared = sharedColumns(costs);
        for (const { borough, cap } of invited) {
          const own = ownLineCells(costs, borough);
          const total = totalOf(holdCells(cap, own, shared));
          const least = shared.length === 0 ? totalOf(own) : cap;
          expect(total >= least && total <= least + shared.length).toBe(true);
        }
      }),
    );
  });

  test('R12 each column holds its own lines and the rounded-up part of the rest', () => {
    const own = [cell(1, '2026-27', 'capital', 100)] as const;
    const shared = [cell(1, '2026-27', 'capital', 200), cell(1, '2027-28', 'revenue', 100)] as const;
    expect(holdCells(200, own, shared)).toEqual([
      cell(1, '2026-27', 'capital', 167),
      cell(1, '2027-28', 'revenue', 34),
    ]);
    expect(holdCells(100, own, shared)).toEqual(own);
    expect(() => holdCells(99, own, shared)).toThrow('-1 pence are left to share');
  });

  test('R12 without shared lines only the own lines are held', () => {
    const own = [cell(1, '2026-27', 'capital', 100)] as const;
    expect(holdCells(500, own, [])).toEqual(own);
  });
});

describe('R12 movements', () => {
  test('R12 a hold takes from the available money, by financial year and kind, stages together', () => {
    const cells = [
      cell(1, '2026-27', 'capital', 5),
      cell(1, '2026-27', 'revenue', 7),
      cell(2, '2026-27', 'capital', 3),
    ] as const;
    expect(movementsToHold(hackney, cells, [])).toEqual([
      { borough: hackney, financialYear: '2026-27', kind: 'capital', available: -8, held: 8, committed: 0 },
      { borough: hackney, financialYear: '2026-27', kind: 'revenue', available: -7, held: 7, committed: 0 },
    ]);
  });

  test('R7 R12 a hold that replaces another moves only the difference', () => {
    const before = [
      cell(1, '2026-27', 'capital', 5),
      cell(1, '2027-28', 'revenue', 7),
      cell(1, '2028-29', 'revenue', 1),
    ] as const;
    const after = [
      cell(1, '2026-27', 'capital', 9),
      cell(1, '2027-28', 'revenue', 4),
      cell(2, '2028-29', 'revenue', 1),
    ] as const;
    expect(movementsToHold(hackney, after, before)).toEqual([
      { borough: hackney, financialYear: '2026-27', kind: 'capital', available: -4, held: 4, committed: 0 },
      { borough: hackney, financialYear: '2027-28', kind: 'revenue', available: 3, held: -3, committed: 0 },
    ]);
    expect(movementsToHold(hackney, after, after)).toEqual([]);
  });

  test('R13 the current stage is committed, the rest of it is free, and later stages stay held until their gate', () => {
    const hold = held(
      cell(1, '2026-27', 'revenue', 10),
      cell(2, '2026-27', 'revenue', 20),
      cell(1, '2027-28', 'capital', 4),
    );
    const paid = [cell(1, '2026-27', 'revenue', 8), cell(2, '2026-27', 'revenue', 15)] as const;
    const first = movementsToCommit(hackney, hold, paid, 1);
    expect(first).toEqual({
      movements: [
        { borough: hackney, financialYear: '2026-27', kind: 'revenue', available: 2, held: -10, committed: 8 },
        { borough: hackney, financialYear: '2027-28', kind: 'capital', available: 4, held: -4, committed: 0 },
      ],
      hold: {
        status: 'committed',
        cells: [cell(2, '2026-27', 'revenue', 20)],
        committed: [cell(1, '2026-27', 'revenue', 8)],
      },
    });
    expect(movementsToCommit(hackney, first.hold, paid, 2)).toEqual({
      movements: [{ ...movement, available: 5, held: -20, committed: 15 }],
      hold: { status: 'committed', cells: [], committed: paid },
    });
    expect(movementsToRelease(hackney, first.hold)).toEqual({
      movements: [{ ...movement, available: 20, held: -20, committed: 0 }],
      hold: { status: 'committed', cells: [], committed: [cell(1, '2026-27', 'revenue', 8)] },
    });
  });

  test('R12 committing more than is held, or when nothing is held, is an error', () => {
    const hold = held(cell(1, '2026-27', 'revenue', 10));
    const commit = (amount: number) => movementsToCommit(hackney, hold, [cell(1, '2026-27', 'revenue', amount)], 1);
    expect(commit(10).movements).toEqual([{ ...movement, available: 0, held: -10, committed: 10 }]);
    expect(() => commit(11)).toThrow('E09000012 holds too little in 1#2026-27#revenue');
    const again = () => movementsToCommit(hackney, commit(10).hold, [cell(1, '2026-27', 'revenue', 10)], 1);
    expect(again).toThrow('holds too little');
    for (const status of ['none', 'released'] as const) {
      expect(() => movementsToCommit(hackney, { ...hold, status }, [], 1)).toThrow(`holds nothing: ${status}`);
    }
  });

  test('R12 a release frees what is held, and releasing again moves nothing', () => {
    const released = movementsToRelease(hackney, held(cell(1, '2026-27', 'revenue', 10)));
    expect(released).toEqual({
      movements: [{ ...movement, available: 10, held: -10, committed: 0 }],
      hold: { status: 'released', cells: [], committed: [] },
    });
    expect(movementsToRelease(hackney, released.hold)).toEqual({ movements: [], hold: released.hold });
    const none: Hold = { status: 'none', cells: [], committed: [] };
    expect(movementsToRelease(hackney, none)).toEqual({ movements: [], hold: none });
  });
});

describe('R12 a budget', () => {
  test('R12 the available money can be held to the penny, and a penny more is refused', () => {
    expect(afterMovement(budget, { ...movement, available: -60, held: 60, committed: 0 })).toEqual({
      kind: 'moved',
      budget: { ...budget, available: 0, held: 90 },
    });
    expect(afterMovement(budget, { ...movement, available: -61, held: 61, committed: 0 })).toEqual({
      kind: 'not-enough-available',
      budget,
      needs: 61,
    });
  });

  test('R12 a movement that does not fit the budget is an error', () => {
    const wrong: Movement[] = [
      { ...movement, available: 31, held: -31, committed: 0 },
      { ...movement, available: 11, held: 0, committed: -11 },
      { ...movement, available: 1, held: 0, committed: 0 },
      { ...movement, borough: gss('E09000007'), available: -99, held: 99, committed: 0 },
      { ...movement, kind: 'capital', available: -1, held: 1, committed: 0 },
      { ...movement, financialYear: '2027-28', available: -1, held: 1, committed: 0 },
    ];
    for (const each of wrong) expect(() => afterMovement(budget, each)).toThrow('does not fit');
    const drawn = { ...budget, drawn: 10 };
    expect(() => afterMovement(drawn, { ...movement, available: 1, held: 0, committed: -1 })).toThrow('does not fit');
  });

  test('R12 an allocation below what is held and committed is refused, and an equal one leaves nothing available', () => {
    expect(availableAfterPut(budget, 39)).toEqual({ kind: 'below-held-and-committed', heldAndCommitted: 40 });
    expect(availableAfterPut(budget, 40)).toEqual({ kind: 'available', available: 0 });
    expect(availableAfterPut(emptyBudget(hackney, '2026-27', 'revenue'), 5)).toEqual({
      kind: 'available',
      available: 5,
    });
  });

  test.each([
    [budget, true],
    [{ ...budget, drawn: 10 }, true],
    [{ ...budget, drawn: 11 }, false],
    [{ ...budget, drawn: -1 }, false],
    [{ ...budget, allocated: 101 }, false],
    [{ ...budget, available: -60, allocated: -20 }, false],
    [{ ...budget, available: 71, held: 30, committed: -1 }, false],
    [{ ...budget, available: 60.5, held: 29.5 }, false],
  ])('R12 %o is sound: %s', (each, sound) => {
    expect(isSound(each)).toBe(sound);
  });
});
