import { NoParameters } from '../../../schemas/wire/paths.ts';
import { ProposalSummary } from '../../../schemas/wire/proposal-view.ts';
import { ProposalsQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/proposals',
  handler: 'api/read-proposals',
  parts: NoParameters,
  query: ProposalsQuery,
  access: { scope: 'proposals:read', bound: [seesWhatItMay] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'List proposals',
    responses: lists('A page of proposals, newest first.', { name: 'Proposals', schema: pageOf(ProposalSummary) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
