import { IdPath } from '../../../schemas/wire/paths.ts';
import { LiftedBar } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { coalitionOnly } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/lifted-bars',
  handler: 'api/secretariat',
  parts: IdPath,
  query: NoQuery,
  body: bodyOf(LiftedBar),
  idempotency: 'replayed',
  access: { scope: 'admin', bound: [coalitionOnly] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Let an officer decide whom a submission wrongly names as proposer or as holder of its key',
    responses: shows('The bar is lifted, and the reason is on the record.', proposal),
    conflict: 'The outcome is already fixed, or no submission bars this officer.',
    example: { borough: 'E09000012', officer: 'director', reason: 'The officer was named by mistake.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
