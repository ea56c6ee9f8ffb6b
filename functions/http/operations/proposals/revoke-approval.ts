import { IdPath } from '../../../schemas/wire/paths.ts';
import { Revocation } from '../../../schemas/wire/proposal-actions.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { readsWhereItTakesPart, revokesItsOwn } from '../access-rules.ts';
import { bodyOf, defineOperation } from '../define-operation.ts';
import { type DescriptionOf, proposal, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'POST',
  path: '/v1/proposals/{id}/revocations',
  handler: 'api/secretariat',
  parts: IdPath,
  query: NoQuery,
  body: bodyOf(Revocation),
  idempotency: 'replayed',
  access: { scope: 'admin', bound: [readsWhereItTakesPart, revokesItsOwn] },
});

export function description() {
  return {
    tag: 'Proposals',
    summary: 'Revoke the approval of a borough, which then counts as opting out',
    responses: shows('It was revoked; the status says what follows.', proposal),
    conflict: 'The outcome is fixed already, or no approval of the borough stands.',
    example: { borough: 'E09000012', reason: 'A spending stop since 18 December.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
