import { BudgetView } from '../../../schemas/wire/budget-view.ts';
import { BudgetPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { administersItsOwn } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/boroughs/{code}/budgets/{fy}',
  handler: 'api/administration',
  parts: BudgetPath,
  query: NoQuery,
  access: { scope: 'admin', bound: [administersItsOwn] },
});

export function description() {
  return {
    tag: 'Boroughs and budgets',
    summary: 'Read a budget',
    responses: shows('The budget, for capital and revenue.', { name: 'Budget', schema: BudgetView }),
  } as const satisfies DescriptionOf<typeof operation>;
}
