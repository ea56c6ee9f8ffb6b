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
    summary: 'Revoke the approval of a borough, so that the borough opts out',
    responses: shows('The approval is revoked. The status says what happens next.', proposal),
    conflict: 'The outcome is already fixed, or the borough has no approval to revoke.',
    example: { borough: 'E09000012', reason: 'A spending stop since 18 December.' },
  } as const satisfies DescriptionOf<typeof operation>;
}
