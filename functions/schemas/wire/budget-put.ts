import type * as z from 'zod/mini';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Kind } from '../../domain/vocabulary/proposal.ts';
import { record } from '../words/expected.ts';
import { AmountOrNothing } from '../words/vocabulary.ts';

const Allocation = record('an allocation', { allocated: AmountOrNothing });

/** Body of PUT of a borough's budget of one financial year: its allocation for each kind. */
export const BudgetPut = record('a budget', { revenue: Allocation, capital: Allocation }) satisfies z.ZodMiniType<
  Readonly<Record<Kind, { readonly allocated: Pence }>>
>;
