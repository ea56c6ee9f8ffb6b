import { expect, test } from 'vitest';
import { holdCells } from '../../../functions/domain/money/budget.ts';
import { sharedColumns } from '../../../functions/domain/money/cost-columns.ts';
import { movedHold } from '../../../functions/domain/revision/moved-hold.ts';
import type { CostLine } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { anAnswer, anApproval, aRequest } from '../../support/builders/requests.ts';
import { shared } from '../sign-off/rounds.ts';

const costs = (capital: number, revenue: number): readonly CostLine[] => [
  shared(capital, { kind: 'capital' }),
  shared(revenue),
];
const approved = (upTo: number, lines: readonly CostLine[]) =>
  aRequest(gss('A'), {
    answer: anApproval(upTo),
    hold: { status: 'held', cells: holdCells(upTo, [], sharedColumns(lines)), committed: [] },
  });
const amounts = (hold: { readonly cells: readonly { readonly amount: number }[] } | undefined) =>
  hold?.cells.map(({ amount }) => amount);

test('R7 a cap of £500 over columns of £800 and £400 holds £333.34 and £166.67, and £318.19 and £181.82 over £700 and £400', () => {
  const before = approved(50_000, costs(80_000, 40_000));
  expect(amounts(before.hold)).toEqual([33_334, 16_667]);
  const moved = movedHold(costs(70_000, 40_000), before);
  expect(amounts(moved?.hold)).toEqual([31_819, 18_182]);
  expect(moved?.movements.map(({ kind, held, available }) => [kind, held, available])).toEqual([
    ['capital', -1_515, 1_515],
    ['revenue', 1_515, -1_515],
  ]);
});

test('R7 what has moved already moves nothing', () => {
  const before = approved(50_000, costs(80_000, 40_000));
  const moved = movedHold(costs(70_000, 40_000), before);
  expect(movedHold(costs(70_000, 40_000), { ...before, ...moved })).toBeNull();
  expect(movedHold(costs(80_000, 40_000), before)).toBeNull();
});

test('R7 only an approval in force has a hold to move', () => {
  const before = approved(50_000, costs(80_000, 40_000));
  const now = costs(70_000, 40_000);
  expect(movedHold(now, { ...before, answer: null })).toBeNull();
  expect(movedHold(now, { ...before, answer: anAnswer('decline') })).toBeNull();
  expect(
    movedHold(now, { ...before, revoked: { at: '2026-12-01T09:00:00.000Z', by: who('x'), reason: 'y' } }),
  ).toBeNull();
});
