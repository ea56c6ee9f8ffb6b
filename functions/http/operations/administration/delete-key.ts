import { KeyPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import type { DescriptionOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  handler: 'api/administration',
  parts: KeyPath,
  query: NoQuery,
  access: { scope: 'admin', bound: [seesWhatItMay] },
});

export function description() {
  return {
    tag: 'Keys',
    summary: 'Delete a key',
    responses: { 204: { says: 'The key is deleted. It stops working within a minute.' } },
  } as const satisfies DescriptionOf<typeof operation>;
}
