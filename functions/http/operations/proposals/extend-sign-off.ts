import { IdPath } from '../../../schemas/wire/paths.ts';
import { Extension } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { coalitionOnly } from '../access-rules.ts';
import { defineOperation, readBodyOf } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/extension',
  handler: 'api/secretariat',
  parts: IdPath,
  query: NoQuery,
  body: readBodyOf(Extension),
  idempotency: 'replayed',
  access: { scope: 'admin', bound: [coalitionOnly] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Extend the deadline of a sign-off round and email everyone in it',
    responses: shows('The deadline is extended.', proposal),
    conflict: 'The proposal is not in sign-off, or the deadline has passed.',
    example: { respondBy: '2027-01-18T17:00:00Z', reason: 'Two committees meet in January only.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
