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
    summary: 'Drive a proposal that needs attention on from where it stopped',
    responses: shows('It goes on.', proposal),
    conflict: 'It does not need attention.',
    example: { reason: 'The budget that was missing is there again.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
