import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Allocated, BudgetKey, Budgets } from '../../../application/ports/registers.ts';
import { availableAfterPut, type Budget, emptyBudget } from '../../../domain/money/budget.ts';
import type { FinancialYear } from '../../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../../domain/vocabulary/money.ts';
import { type BoroughCode, type Kind, kinds } from '../../../domain/vocabulary/proposal.ts';
import { budget as budgetSchema } from '../../../schemas/items/budget.ts';
import { toAttributes, toItem } from '../table/items.ts';
import { budgetKey } from '../table/keys.ts';
import { getItem, getItems } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { type Action, putNew, transact } from '../table/transaction.ts';
import { untilDone } from '../table/tries.ts';

/** The budgets of these keys that exist. A function that needs nothing else of budgets contains only this. */
export function getBudgets(table: DynamoTable, keys: readonly BudgetKey[]): Promise<readonly Budget[]> {
  return getItems(
    table,
    budgetSchema,
    keys.map(({ borough, financialYear, kind }) => budgetKey(borough, financialYear, kind)),
  );
}

/** Budgets, one item per borough, financial year and kind. Only changes of proposals move money in them. */
export class DynamoBudgets implements Budgets {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Promise<Budget | undefined> {
    return getItem(this.#table, budgetSchema, budgetKey(borough, financialYear, kind));
  }

  of(keys: readonly BudgetKey[]): Promise<readonly Budget[]> {
    return getBudgets(this.#table, keys);
  }

  allocate(
    borough: BoroughCode,
    financialYear: FinancialYear,
    allocated: Readonly<Record<Kind, Pence>>,
    expected?: Readonly<Record<Kind, Pence>>,
  ): Promise<Allocated> {
    let unsure: { readonly created: boolean } | null = null;
    return untilDone(this.#table, `allocating the budget of ${borough}`, async () => {
      const there = await this.of(kinds.map((kind) => ({ borough, financialYear, kind })));
      const budgets = kinds.map(
        (kind) => there.find((each) => each.kind === kind) ?? emptyBudget(borough, financialYear, kind),
      );
      // The try before was written but its reply was lost: the budgets have what it wrote.
      if (unsure !== null && budgets.every((budget) => budget.allocated === allocated[budget.kind])) {
        return { kind: 'allocated', created: unsure.created };
      }
      if (expected !== undefined && budgets.some((budget) => budget.allocated !== expected[budget.kind])) {
        return { kind: 'changed' };
      }
      const below = budgets.filter((budget) => availableAfterPut(budget, allocated[budget.kind]).kind !== 'available');
      if (below.length > 0) return { kind: 'below', budgets: below };
      const written = await transact(
        this.#table,
        budgets.map((budget): Action<Kind> => {
          const exists = there.includes(budget);
          return {
            tag: budget.kind,
            write: exists ? reallocate(budget, allocated[budget.kind]) : create(budget, allocated),
          };
        }),
      );
      const created = there.length === 0;
      if (written.kind === 'written') return { kind: 'allocated', created };
      if (written.kind !== 'cancelled') unsure = { created };
      // Money moved or was allocated meanwhile, or the reply was lost. Read the budgets and decide again.
      return undefined;
    });
  }
}

function create(budget: Budget, allocated: Readonly<Record<Kind, Pence>>): TransactWriteItem {
  const amount = allocated[budget.kind];
  return putNew(
    toItem(budgetKey(budget.borough, budget.financialYear, budget.kind), {
      ...budget,
      allocated: amount,
      available: amount,
    }),
  );
}

/**
 * R12. Changes what is allocated, and what is available by the same difference. The condition requires the allocation
 * that was read and enough available money; holds and commitments may move meanwhile.
 */
function reallocate(budget: Budget, allocated: Pence): TransactWriteItem {
  const difference = allocated - budget.allocated;
  return {
    Update: {
      TableName: '',
      Key: toAttributes(budgetKey(budget.borough, budget.financialYear, budget.kind)),
      UpdateExpression: 'SET #allocated = :allocated ADD #available :difference',
      ConditionExpression: '#allocated = :was AND #available >= :taken',
      ExpressionAttributeNames: { '#allocated': 'allocated', '#available': 'available' },
      ExpressionAttributeValues: toAttributes({
        ':allocated': allocated,
        ':was': budget.allocated,
        ':difference': difference,
        ':taken': Math.max(0, 0 - difference),
      }),
    },
  };
}
