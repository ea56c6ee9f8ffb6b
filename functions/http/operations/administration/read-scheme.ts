import { SchemePath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { SchemePut } from '../../../schemas/wire/scheme-put.ts';
import { nothing } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, shows } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/schemes/{name}',
  handler: 'api/administration',
  parts: SchemePath,
  query: NoQuery,
  access: { scope: 'admin', bound: [nothing] },
});

export function description() {
  return {
    tag: 'Schemes',
    summary: 'Read a scheme',
    responses: shows('The scheme.', { name: 'Scheme', schema: SchemePut }),
  } as const satisfies DescriptionOf<typeof operation>;
}
