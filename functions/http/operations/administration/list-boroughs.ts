import * as z from 'zod/mini';
import { BoroughPut } from '../../../schemas/wire/borough-put.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { PageQuery } from '../../../schemas/wire/queries.ts';
import { BoroughCode } from '../../../schemas/words/vocabulary.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/boroughs',
  handler: 'api/administration',
  parts: NoParameters,
  query: PageQuery,
  access: { scope: 'admin', bound: [seesWhatItMay] },
});

export function description() {
  const Listed = z.extend(z.object({ borough: BoroughCode }), BoroughPut.shape);
  return {
    tag: 'Boroughs and budgets',
    summary: 'List boroughs',
    responses: lists('A page of boroughs in the order of their codes.', { name: 'Boroughs', schema: pageOf(Listed) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
