import type { Budget } from '../../domain/money/budget.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, Kind } from '../../domain/vocabulary/proposal.ts';
import type { Boroughs, Budgets } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';
import { type DescribedBudget, readBudget } from './read-administration.ts';

export interface PutBudgetDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly budgets: Pick<Budgets, 'of' | 'allocate'>;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
}

export interface PutBudget {
  readonly borough: BoroughCode;
  readonly financialYear: FinancialYear;
  readonly allocated: Readonly<Record<Kind, Pence>>;
  /** Whether the request expects the budget with this tag (undefined: there is none); null means any. */
  readonly expects: ((tag: string | undefined) => boolean) | null;
}

export type BudgetResult =
  | { readonly kind: 'created' | 'replaced'; readonly budget: DescribedBudget }
  | { readonly kind: 'precondition-failed' }
  /** The allocation would be less than is held and committed (R12). */
  | { readonly kind: 'below-held-and-committed'; readonly budgets: readonly Budget[] };

/**
 * R12. Sets what a borough allocates to revenue and capital in a financial year, never below what is held and
 * committed. A request with an expectation changes nothing if another allocation came first. Undefined: the borough
 * does not exist.
 */
export async function putBudget(deps: PutBudgetDependencies, request: PutBudget): Promise<BudgetResult | undefined> {
  const { borough, financialYear, allocated, expects } = request;
  if ((await deps.boroughs.get(borough)) === undefined) return undefined;
  const current = await readBudget(deps, borough, financialYear);
  if (expects !== null && !expects(current?.tag)) return { kind: 'precondition-failed' };
  const was = { revenue: current?.view.revenue.allocated ?? 0, capital: current?.view.capital.allocated ?? 0 };
  const result = await deps.budgets.allocate(borough, financialYear, allocated, expects === null ? undefined : was);
  if (result.kind === 'changed') return { kind: 'precondition-failed' };
  if (result.kind === 'below') return { kind: 'below-held-and-committed', budgets: result.budgets };
  const budget = await readBudget(deps, borough, financialYear);
  if (budget === undefined) throw new Error(`The budget of ${borough} for ${financialYear} is gone.`);
  return { kind: result.created ? 'created' : 'replaced', budget };
}
