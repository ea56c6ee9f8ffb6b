import type { FinancialYear } from './calendar.ts';
import type { Pence } from './money.ts';
import type { Kind } from './proposal.ts';

/** A column of the cost: the key of a cell (R11). */
export interface Column {
  readonly stage: number;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
}

/** Money of one borough in one column. */
export interface Cell extends Column {
  readonly amount: Pence;
}
