import { SchemePath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { SchemePut } from '../../../schemas/wire/scheme-put.ts';
import { nothing } from '../access-rules.ts';
import { defineOperation, readBodyOf } from '../define-operation.ts';
import { createsOrReplaces, type DescriptionOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'PUT',
  path: '/v1/schemes/{name}',
  handler: 'api/administration',
  parts: SchemePath,
  query: NoQuery,
  body: readBodyOf(SchemePut),
  precondition: 'optional',
  access: { scope: 'admin', bound: [nothing] },
});

export function description() {
  return {
    tag: 'Schemes',
    summary: 'Create or replace a scheme',
    responses: createsOrReplaces({ name: 'Scheme', schema: SchemePut }),
    example: {
      decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
      silence: 'opt-out',
      headroom: 25,
      responseWorkingDays: 10,
      shortestResponse: 'PT24H',
      reminderWorkingDays: [5, 2, 1],
      maxRevisions: 5,
      revisionWorkingDays: 20,
      review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
      countsFrom: 50,
      graceWorkingDays: 1,
      topUp: { atMost: 25, workingDays: 2 },
      confirmWorkingDays: 5,
    },
  } as const satisfies DescriptionOf<typeof operation>;
}
