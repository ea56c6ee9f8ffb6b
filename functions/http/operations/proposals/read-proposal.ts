import { IdPath } from '../../../schemas/wire/paths.ts';
import { ExplainQuery } from '../../../schemas/wire/queries.ts';
import { readsWhereItTakesPart } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, showsWorking } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/proposals/{id}',
  handler: 'api/read-proposals',
  parts: IdPath,
  query: ExplainQuery,
  access: { scope: 'proposals:read', bound: [readsWhereItTakesPart] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Read a proposal',
    responses: showsWorking('The whole state of the proposal.', proposal),
  } as const satisfies DescriptionOf<typeof operation>;
}
