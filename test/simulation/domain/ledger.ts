import {
  afterMovement,
  availableAfterPut,
  type Budget,
  type Hold,
  type Movement,
} from '../../../functions/domain/money/budget.ts';
import type { BoroughCode, Kind } from '../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../simulation.ts';

type Place = Pick<Budget, 'borough' | 'financialYear' | 'kind'>;

const keyOf = ({ borough, financialYear, kind }: Place) => `${borough} ${financialYear} ${kind}`;

/** Everybody's budgets. What moves them moves them all or none, and R12's equation is looked at each time. */
export class Ledger {
  readonly #budgets: Map<string, Budget>;
  /** How often something moved. */
  moves = 0;

  constructor(budgets: readonly Budget[]) {
    this.#budgets = new Map(budgets.map((budget) => [keyOf(budget), budget]));
  }

  /** Budgets of the boroughs and years that are planned; throws on another. */
  of(place: Place): Budget {
    const budget = this.#budgets.get(keyOf(place));
    if (budget === undefined) throw new Violation(`There is no budget ${keyOf(place)}`);
    return budget;
  }

  /** Makes all movements; or none, where some budget lacks the money. */
  move(movements: readonly Movement[]): 'moved' | 'short' {
    for (const { available, held, committed } of movements) {
      if (available + held + committed !== 0) throw new Violation('R12 a movement makes or loses money');
    }
    const lacking = movements.filter((each) => this.of(each).available + each.available < 0);
    const moved = movements.map((movement) => afterMovement(this.of(movement), movement));
    const refused = moved.filter(({ kind }) => kind === 'not-enough-available');
    if (refused.length !== lacking.length) throw new Violation('R12 a budget promises money that it does not have');
    if (refused.length > 0) return 'short';
    for (const { budget } of moved) this.#put(budget);
    this.moves += 1;
    return 'moved';
  }

  /** Puts an allocation; 'refused' where more is held and committed already. */
  allocate(place: Place, allocated: number): 'put' | 'refused' {
    const budget = this.of(place);
    const put = availableAfterPut(budget, allocated);
    const fits = allocated >= budget.held + budget.committed;
    if ((put.kind === 'available') !== fits) throw new Violation('R12 an allocation below held and committed');
    if (put.kind !== 'available') return 'refused';
    this.#put({ ...budget, allocated, available: put.available });
    return 'put';
  }

  /** R12. Held and committed of a borough's budgets are exactly what its holds say. */
  checkAgainst(borough: BoroughCode, holds: readonly Hold[]): void {
    const [cells, committed] = [holds.flatMap((hold) => hold.cells), holds.flatMap((hold) => hold.committed)];
    for (const budget of this.#budgets.values()) {
      if (budget.borough !== borough) continue;
      if (budget.held !== sumIn(budget, cells))
        throw new Violation(`R12 ${keyOf(budget)} holds ${budget.held}p, not ${sumIn(budget, cells)}p`);
      if (budget.committed !== sumIn(budget, committed))
        throw new Violation(`R12 ${keyOf(budget)} has another commitment than the proposals`);
    }
  }

  #put(budget: Budget): void {
    const { allocated, available, held, committed, drawn } = budget;
    const none = Math.min(allocated, available, held, committed, drawn, committed - drawn);
    if (none < 0 || allocated !== available + held + committed)
      throw new Violation(`R12 does not hold for ${keyOf(budget)}: ${JSON.stringify(budget)}`);
    this.#budgets.set(keyOf(budget), budget);
  }
}

interface Money {
  readonly financialYear: string;
  readonly kind: Kind;
  readonly amount: number;
}

function sumIn(budget: Budget, cells: readonly Money[]): number {
  let sum = 0;
  for (const { financialYear, kind, amount } of cells) {
    if (financialYear === budget.financialYear && kind === budget.kind) sum += amount;
  }
  return sum;
}
