import * as z from 'zod/mini';
import { BoroughName, BoroughPut } from '../../../schemas/wire/borough-put.ts';
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
  access: { scope: 'any', bound: [seesWhatItMay] },
});

export function description() {
  const Whole = z.extend(z.object({ borough: BoroughCode }), BoroughPut.shape);
  const Named = z.object({ borough: BoroughCode, ...BoroughName });
  const Listed = z.union([Whole, Named]);
  return {
    tag: 'Boroughs and budgets',
    summary: 'List boroughs and other partners: whole with the scope admin, else their codes, kinds and names',
    responses: lists('A page of boroughs in the order of their codes.', { name: 'Boroughs', schema: pageOf(Listed) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
