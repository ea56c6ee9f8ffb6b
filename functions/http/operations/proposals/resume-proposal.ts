import { IdPath } from '../../../schemas/wire/paths.ts';
import { Resumption } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { coalitionOnly } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/resumption',
  handler: 'api/secretariat',
  parts: IdPath,
  query: NoQuery,
  body: bodyOf(Resumption),
  idempotency: 'replayed',
  access: { scope: 'admin', bound: [coalitionOnly] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Resume a proposal that needs attention from where it stopped',
    responses: shows('The proposal is resumed.', proposal),
    conflict: 'The proposal does not need attention.',
    example: { reason: 'The missing budget is set.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
