import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterMovement,
  availableAfterPut,
  type Budget,
  emptyBudget,
  type Hold,
  isSound,
  type Movement,
  movementsToCommit,
  movementsToHold,
  movementsToRelease,
} from '../../../functions/domain/money/budget.ts';
import { totalOf } from '../../../functions/domain/money/cost-columns.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { gss } from '../../support/builders/ids.ts';

const hackney = gss('E09000012');
const columns = [
  { stage: 1, financialYear: '2026-27', kind: 'capital' },
  { stage: 1, financialYear: '2026-27', kind: 'revenue' },
  { stage: 2, financialYear: '2026-27', kind: 'revenue' },
  { stage: 2, financialYear: '2027-28', kind: 'revenue' },
] as const;

type Step =
  | { readonly do: 'approve'; readonly proposal: number; readonly cells: readonly Cell[] }
  | { readonly do: 'fund'; readonly proposal: number; readonly less: number; readonly stage: number }
  | { readonly do: 'free'; readonly proposal: number }
  | { readonly do: 'allocate'; readonly to: Pick<Budget, 'financialYear' | 'kind'>; readonly amount: number };

const proposal = fc.nat({ max: 3 });
const cells = fc.tuple(...columns.map((column) => fc.nat({ max: 60 }).map((amount) => ({ ...column, amount }))));
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('approve' as const), proposal, cells }),
    fc.record({ do: fc.constant('fund' as const), proposal, less: fc.nat({ max: 9 }), stage: fc.constantFrom(1, 2) }),
    fc.record({ do: fc.constant('free' as const), proposal }),
    fc.record({ do: fc.constant('allocate' as const), to: fc.constantFrom(...columns), amount: fc.nat({ max: 200 }) }),
  ),
  { maxLength: 40 },
);

/**
 * A borough's budgets, each with 100 pence at the start, and its holds for four proposals. A step happens fully or not
 * at all.
 */
interface Ledger {
  readonly budgets: Map<string, Budget>;
  readonly holds: Map<number, Hold>;
}

function budgetOf({ budgets }: Ledger, { financialYear, kind }: Pick<Budget, 'financialYear' | 'kind'>): Budget {
  const begun = { ...emptyBudget(hackney, financialYear, kind), allocated: 100, available: 100 };
  return budgets.get(financialYear + kind) ?? begun;
}

function move(ledger: Ledger, movements: readonly Movement[]): boolean {
  const moved = movements.map((movement) => afterMovement(budgetOf(ledger, movement), movement));
  if (moved.some(({ kind }) => kind === 'not-enough-available')) return false;
  for (const { budget } of moved) ledger.budgets.set(budget.financialYear + budget.kind, budget);
  return true;
}

function change(ledger: Ledger, step: Exclude<Step, { do: 'allocate' }>): void {
  const hold = ledger.holds.get(step.proposal) ?? { status: 'none', cells: [], committed: [] };
  if (step.do === 'approve') {
    if (hold.status === 'committed' || hold.status === 'released') return;
    const holds = move(ledger, movementsToHold(hackney, step.cells, hold.cells));
    if (holds) ledger.holds.set(step.proposal, { status: 'held', cells: step.cells, committed: [] });
    return;
  }
  const settles = step.do === 'free' || hold.status === (step.stage === 1 ? 'held' : 'committed');
  if (!settles) return;
  const paid = (less: number) => hold.cells.map((cell) => ({ ...cell, amount: Math.max(0, cell.amount - less) }));
  const settled =
    step.do === 'free'
      ? movementsToRelease(hackney, hold)
      : movementsToCommit(hackney, hold, paid(step.less), step.stage);
  expect(move(ledger, settled.movements)).toBe(true);
  ledger.holds.set(step.proposal, settled.hold);
}

function allocate(ledger: Ledger, to: Pick<Budget, 'financialYear' | 'kind'>, allocated: number): void {
  const budget = budgetOf(ledger, to);
  const put = availableAfterPut(budget, allocated);
  if (put.kind !== 'available') return;
  ledger.budgets.set(to.financialYear + to.kind, { ...budget, allocated, available: put.available });
}

test('R12 after any approvals, replacements, funding, releases and allocations every budget is sound and equals its holds', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const ledger: Ledger = { budgets: new Map(), holds: new Map() };
      for (const step of history) {
        if (step.do === 'allocate') allocate(ledger, step.to, step.amount);
        else change(ledger, step);
        for (const budget of ledger.budgets.values()) {
          const isIts = ({ financialYear, kind }: Cell) =>
            financialYear === budget.financialYear && kind === budget.kind;
          const holds = [...ledger.holds.values()];
          expect(isSound(budget)).toBe(true);
          expect(totalOf(holds.flatMap((hold) => hold.cells.filter(isIts)))).toBe(budget.held);
          expect(totalOf(holds.flatMap((hold) => hold.committed.filter(isIts)))).toBe(budget.committed);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
