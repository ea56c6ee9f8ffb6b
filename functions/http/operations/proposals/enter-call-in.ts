import { IdPath } from '../../../schemas/wire/paths.ts';
import { CallIn } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { readsWhereItTakesPart, revokesItsOwn } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/call-ins',
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
    summary: 'Say that the key decision of a borough was called in',
    responses: shows('The call-in is entered. The proposal waits for it.', proposal),
    conflict: 'The proposal is not carried and open, or this decision cannot be called in now.',
    example: { borough: 'E09000012', reason: 'Called in by the scrutiny committee on 21 December.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
