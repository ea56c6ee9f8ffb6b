import * as z from 'zod/mini';
import { Scope } from '../../../schemas/wire/key-post.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { PageQuery } from '../../../schemas/wire/queries.ts';
import { BoroughCode, Instant } from '../../../schemas/words/vocabulary.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/keys',
  handler: 'api/administration',
  parts: NoParameters,
  query: PageQuery,
  access: { scope: 'admin', bound: [seesWhatItMay] },
});

export function description() {
  const Listed = z.object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(Scope),
    borough: z.nullable(BoroughCode),
    holder: z.nullable(z.string()),
    createdAt: Instant,
    expiresAt: Instant,
  });
  return {
    tag: 'Keys',
    summary: 'List keys, without their secrets',
    responses: lists('A page of keys, oldest first.', { name: 'Keys', schema: pageOf(Listed) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
