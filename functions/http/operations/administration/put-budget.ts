import { BudgetPut } from '../../../schemas/wire/budget-put.ts';
import { BudgetView } from '../../../schemas/wire/budget-view.ts';
import { BudgetPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { administersItsOwn } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { createsOrReplaces, type DescriptionOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'PUT',
  path: '/v1/boroughs/{code}/budgets/{fy}',
  handler: 'api/administration',
  parts: BudgetPath,
  query: NoQuery,
  body: bodyOf(BudgetPut),
  precondition: 'optional',
  access: { scope: 'admin', bound: [administersItsOwn] },
});

export function description() {
  return {
    tag: 'Boroughs and budgets',
    summary: 'Set the budget of a borough for a financial year',
    responses: createsOrReplaces({ name: 'Budget', schema: BudgetView }),
    conflict: 'The budget is less than what is held and committed. The detail gives the figures.',
    example: { revenue: { allocated: 50_000_000 }, capital: { allocated: 0 } },
  } as const satisfies DescriptionOf<typeof operation>;
}
