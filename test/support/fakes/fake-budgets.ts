import type { Allocated, BudgetKey, Budgets } from '../../../functions/application/ports/registers.ts';
import { availableAfterPut, type Budget, emptyBudget } from '../../../functions/domain/money/budget.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Pence } from '../../../functions/domain/vocabulary/money.ts';
import type { BoroughCode, Kind } from '../../../functions/domain/vocabulary/proposal.ts';
import { fakeKeys } from './fake-keys.ts';
import { OnTable } from './fake-table.ts';

const kinds = ['revenue', 'capital'] as const;

export class FakeBudgets extends OnTable implements Budgets {
  get(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Promise<Budget | undefined> {
    return this.table.get(fakeKeys.budget({ borough, financialYear, kind }));
  }

  async of(keys: readonly BudgetKey[]): Promise<readonly Budget[]> {
    const distinct = [...new Map(keys.map((key) => [fakeKeys.budget(key).pk, key])).values()];
    const found = await Promise.all(distinct.map((key) => this.table.get(fakeKeys.budget(key))));
    return found.filter((budget) => budget !== undefined);
  }

  async allocate(
    borough: BoroughCode,
    financialYear: FinancialYear,
    allocated: Readonly<Record<Kind, Pence>>,
    expected?: Readonly<Record<Kind, Pence>>,
  ): Promise<Allocated> {
    let unsure: { readonly created: boolean } | null = null;
    for (;;) {
      const there = await this.of(kinds.map((kind) => ({ borough, financialYear, kind })));
      const budgets = kinds.map(
        (kind) => there.find((each) => each.kind === kind) ?? emptyBudget(borough, financialYear, kind),
      );
      if (unsure !== null && budgets.every((budget) => budget.allocated === allocated[budget.kind])) {
        return { kind: 'allocated', created: unsure.created };
      }
      if (expected !== undefined && budgets.some((budget) => budget.allocated !== expected[budget.kind])) {
        return { kind: 'changed' };
      }
      const below = budgets.filter((budget) => availableAfterPut(budget, allocated[budget.kind]).kind !== 'available');
      if (below.length > 0) return { kind: 'below', budgets: below };
      const written = await this.table.transact(
        'allocate',
        budgets.map((budget) => this.#reallocate(budget, allocated[budget.kind])),
      );
      if (written.kind === 'written') return { kind: 'allocated', created: there.length === 0 };
      if (written.kind === 'unknown') unsure = { created: there.length === 0 };
    }
  }

  /** Writes the new allocation if nobody else has changed it since `read`, and if it still covers what is held and committed. */
  #reallocate(read: Budget, allocated: Pence) {
    const now = (there: unknown) => (there as Budget | undefined) ?? read;
    const next = (there: unknown) => availableAfterPut(now(there), allocated);
    return {
      tag: read.kind,
      key: fakeKeys.budget(read),
      condition: (there: unknown) => now(there).allocated === read.allocated && next(there).kind === 'available',
      next: (there: unknown) => {
        const put = next(there);
        return { ...now(there), allocated, available: put.kind === 'available' ? put.available : 0 };
      },
    };
  }
}
