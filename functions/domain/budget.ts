import type { FinancialYear } from './calendar.ts';
import type { Pence } from './money.ts';
import type { BoroughCode, Kind } from './proposal.ts';

/** A column of the cost: R11's key of a cell. */
export interface Column {
  readonly stage: number;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
}

/** Money of one borough in one column. */
export interface Cell extends Column {
  readonly amount: Pence;
}

/** What a borough's approval holds in its budgets until settlement commits or releases it (R12, R13). */
export interface Hold {
  readonly status: 'none' | 'held' | 'committed' | 'released';
  /** While `held`: the cells held. When `committed`: the cells of later stages that are still held (R13). */
  readonly cells: readonly Cell[];
  /** When `committed`: the contribution's cells of the current stage. */
  readonly committed: readonly Cell[];
}

/** One borough's budget of one financial year and kind. allocated = available + held + committed; 0 ≤ drawn ≤ committed (R12). */
export interface Budget {
  readonly borough: BoroughCode;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
  readonly allocated: Pence;
  readonly available: Pence;
  readonly held: Pence;
  readonly committed: Pence;
  readonly drawn: Pence;
}

/** Moves money between the states of one budget; the three differences sum to 0. */
export interface Movement {
  readonly borough: BoroughCode;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
  readonly available: Pence;
  readonly held: Pence;
  readonly committed: Pence;
}
