import { IdPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { submitsAsLead, writesWhereItLeads } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';
import { exampleSubmission, submission } from './submission-body.ts';

export const operation = defineOperation({
  method: 'PUT',
  path: '/v1/proposals/{id}',
  handler: 'api/proposals',
  parts: IdPath,
  query: NoQuery,
  body: submission,
  precondition: 'required',
  access: { scope: 'proposals:write', bound: [writesWhereItLeads, submitsAsLead] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Submit a new revision of a proposal',
    responses: shows('The proposal is revised.', proposal),
    conflict:
      'The proposal cannot be revised: its status does not allow it, no revision is left, or the deadline has passed.',
    example: exampleSubmission('Digital apprenticeships, with a smaller pilot'),
  } as const satisfies DescriptionOf<typeof operation>;
}
