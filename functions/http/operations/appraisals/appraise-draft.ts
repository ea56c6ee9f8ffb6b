import * as z from 'zod/mini';
import { appraisal } from '../../../schemas/items/appraisal.ts';
import { ExplainedAppraisal } from '../../../schemas/wire/explained-appraisal.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { ExplainQuery } from '../../../schemas/wire/queries.ts';
import { submitsAsLead } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, showsWorking } from '../describe.ts';
import { exampleSubmission, submission } from '../proposals/submission-body.ts';

// Every request appraises the draft again and records nothing, so the operation ignores Idempotency-Key.
export const operation = defineOperation({
  method: 'POST',
  path: '/v1/appraisals',
  handler: 'api/appraisals',
  parts: NoParameters,
  query: ExplainQuery,
  body: submission,
  access: { scope: 'proposals:write', bound: [submitsAsLead] },
});

export function description() {
  // The appraisal of a draft, with its working on request.
  const DraftAppraisal = z.object({ appraisal, explanation: z.optional(ExplainedAppraisal) });
  return {
    tag: 'Appraisals',
    summary: 'Appraise a draft as if every borough joined, without storing anything',
    responses: showsWorking('The appraisal.', { name: 'DraftAppraisal', schema: DraftAppraisal }),
    example: exampleSubmission('Digital apprenticeships across two boroughs'),
  } as const satisfies DescriptionOf<typeof operation>;
}
