import * as z from 'zod/mini';
import { KeyPost } from '../../../schemas/wire/key-post.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation, readBodyOf } from '../define-operation.ts';
import { creates, type DescriptionOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/keys',
  handler: 'api/administration',
  parts: NoParameters,
  query: NoQuery,
  body: readBodyOf(KeyPost),
  idempotency: 'refused',
  access: { scope: 'admin', bound: [seesWhatItMay] },
});

export function description() {
  const CreatedKey = z.object({ id: z.string(), key: z.string() });
  return {
    tag: 'Keys',
    summary: 'Create a key, with no more rights than the key that creates it',
    responses: creates('The key. It is shown only once.', { name: 'CreatedKey', schema: CreatedKey }),
    example: {
      name: 'Power BI of the finance team',
      scopes: ['reports:read'],
      borough: null,
      holder: null,
      expiresAt: '2027-06-30T00:00:00Z',
    },
  } as const satisfies DescriptionOf<typeof operation>;
}
