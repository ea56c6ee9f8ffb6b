import * as z from 'zod/mini';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { PageQuery } from '../../../schemas/wire/queries.ts';
import { SchemePut } from '../../../schemas/wire/scheme-put.ts';
import { SchemeName } from '../../../schemas/words/vocabulary.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/schemes',
  handler: 'api/administration',
  parts: NoParameters,
  query: PageQuery,
  access: { scope: 'any', bound: [seesWhatItMay] },
});

export function description() {
  const Listed = z.extend(z.object({ name: SchemeName }), SchemePut.shape);
  return {
    tag: 'Schemes',
    summary: 'List schemes and their rules',
    responses: lists('A page of schemes in the order of their names.', { name: 'Schemes', schema: pageOf(Listed) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
