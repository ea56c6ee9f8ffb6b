import * as z from 'zod/mini';
import { statuses } from '../../../domain/vocabulary/proposal.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { BoroughCode } from '../../../schemas/words/vocabulary.ts';
import { submitsAsLead } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { creates, type DescriptionOf } from '../describe.ts';
import { exampleSubmission, submission } from './submission-body.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals',
  handler: 'api/proposals',
  parts: NoParameters,
  query: NoQuery,
  body: submission,
  idempotency: 'replayed',
  access: { scope: 'proposals:write', bound: [submitsAsLead] },
});

export function description() {
  const Submitted = z.object({
    id: z.string(),
    reference: z.string(),
    revision: z.number(),
    status: z.enum(statuses),
    total: z.int(),
    shares: z.array(z.object({ borough: BoroughCode, name: z.string(), asked: z.int() })),
    // A repeated response has no tracking address.
    links: z.object({ self: z.string(), tracking: z.optional(z.url()) }),
  });
  return {
    tag: 'Proposals',
    summary: 'Submit a proposal and email the requests and a tracking link',
    responses: creates('The proposal is submitted.', { name: 'Submitted', schema: Submitted }),
    example: exampleSubmission('Digital apprenticeships across two boroughs'),
  } as const satisfies DescriptionOf<typeof operation>;
}
