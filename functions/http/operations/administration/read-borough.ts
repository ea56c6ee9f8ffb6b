import { BoroughPut } from '../../../schemas/wire/borough-put.ts';
import { BoroughPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { administersItsOwn } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/boroughs/{code}',
  handler: 'api/administration',
  parts: BoroughPath,
  query: NoQuery,
  access: { scope: 'admin', bound: [administersItsOwn] },
});

export function description() {
  return {
    tag: 'Boroughs and budgets',
    summary: 'Read a borough',
    responses: shows('The borough.', { name: 'Borough', schema: BoroughPut }),
  } as const satisfies DescriptionOf<typeof operation>;
}
