import { IdPath } from '../../../schemas/wire/paths.ts';
import { CallIn } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { readsWhereItTakesPart, revokesItsOwn } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/call-in-releases',
  handler: 'api/secretariat',
  parts: IdPath,
  query: NoQuery,
  body: bodyOf(CallIn),
  idempotency: 'replayed',
  access: { scope: 'admin', bound: [readsWhereItTakesPart, revokesItsOwn] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Say that the call-in of a key decision is over',
    responses: shows('The call-in is released. The proposal no longer waits for it.', proposal),
    conflict: 'The proposal is not carried and open, or this decision is not called in.',
    example: { borough: 'E09000012', reason: 'The scrutiny committee left the decision as it is.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
