import { IdPath } from '../../../schemas/wire/paths.ts';
import { Withdrawal } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { writesWhereItLeads } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/withdrawal',
  handler: 'api/proposals',
  parts: IdPath,
  query: NoQuery,
  body: bodyOf(Withdrawal),
  precondition: 'required',
  idempotency: 'replayed',
  access: { scope: 'proposals:write', bound: [writesWhereItLeads] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Withdraw a proposal',
    responses: shows('The proposal is withdrawn, and its money is being released.', proposal),
    conflict: 'The outcome is already fixed.',
    example: { reason: 'Replaced by a regional programme.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
