import { type Budget, isSound } from '../../../../functions/domain/money/budget.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { Cell } from '../../../../functions/domain/vocabulary/column.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../../simulation.ts';

const keyOf = ({ financialYear, kind }: Pick<Budget, 'financialYear' | 'kind'>) => `${financialYear} ${kind}`;

/**
 * R12, seen from outside: each budget adds up, and holds and commits exactly what the newest request of each proposal says for
 * its borough. A revision takes over the hold of the request before it.
 */
export class Ledger {
  /** By borough, then by year and kind. */
  readonly #budgets = new Map<string, Map<string, Budget>>();
  /** By borough, then by proposal. */
  readonly #requests = new Map<string, Map<string, { readonly revision: number; readonly request: SignOffRequest }>>();
  readonly #touched = new Set<BoroughCode>();

  budget(budget: Budget): void {
    if (!isSound(budget)) throw new Violation(`R12: a budget does not add up: ${JSON.stringify(budget)}`);
    const budgets = this.#budgets.get(budget.borough) ?? new Map<string, Budget>();
    this.#budgets.set(budget.borough, budgets.set(keyOf(budget), budget));
    this.#touched.add(budget.borough);
  }

  request(proposal: string, revision: number, request: SignOffRequest): void {
    const { borough } = request;
    const requests = this.#requests.get(borough) ?? new Map();
    this.#requests.set(borough, requests);
    if ((requests.get(proposal)?.revision ?? 0) > revision) return;
    requests.set(proposal, { revision, request });
    this.#touched.add(borough);
  }

  /** Compares, after a whole transaction is written. */
  compare(): void {
    for (const borough of this.#touched) this.#compare(borough);
    this.#touched.clear();
  }

  /** The total that a borough has held or committed. */
  total(state: 'held' | 'committed'): number {
    return [...this.#budgets.values()]
      .flatMap((budgets) => [...budgets.values()])
      .reduce((sum, each) => sum + each[state], 0);
  }

  #compare(borough: BoroughCode): void {
    const [held, committed] = [new Map<string, number>(), new Map<string, number>()];
    for (const { request } of this.#requests.get(borough)?.values() ?? []) {
      add(held, request.hold.cells);
      add(committed, request.hold.committed);
    }
    for (const [key, budget] of this.#budgets.get(borough) ?? []) {
      const [holds, commits] = [held.get(key) ?? 0, committed.get(key) ?? 0];
      if (budget.held !== holds || budget.committed !== commits) {
        throw new Violation(
          `R12: the budget ${borough} ${key} says ${budget.held} held and ${budget.committed} committed, its requests ${holds} and ${commits}`,
        );
      }
    }
  }
}

function add(sums: Map<string, number>, cells: readonly Cell[]): void {
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.amount);
}
