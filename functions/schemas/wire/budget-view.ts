import * as z from 'zod/mini';
import { AmountOrNothing } from '../words/vocabulary.ts';

const figures = z.object({
  allocated: AmountOrNothing,
  available: AmountOrNothing,
  held: AmountOrNothing,
  committed: AmountOrNothing,
  drawn: AmountOrNothing,
});

/** `GET /v1/boroughs/{code}/budgets/{fy}`: each kind of a borough's budget of one financial year, in pence. */
export const BudgetView = z.object({ revenue: figures, capital: figures });
