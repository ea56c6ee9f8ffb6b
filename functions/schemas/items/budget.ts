import * as z from 'zod/mini';
import type { Budget } from '../../domain/money/budget.ts';
import { reads } from './reads.ts';
import { boroughCode, financialYear, kind } from './vocabulary.ts';

const amount = z.int().check(z.nonnegative());

/** One budget. An amount below 0 does not parse: R12 was broken, and no decision may be based on it. */
export const budget = reads<Budget>()(
  z.object({
    borough: boroughCode,
    financialYear,
    kind,
    allocated: amount,
    available: amount,
    held: amount,
    committed: amount,
    drawn: amount,
  }),
);
