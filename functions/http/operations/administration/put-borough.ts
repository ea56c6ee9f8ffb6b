import { BoroughPut } from '../../../schemas/wire/borough-put.ts';
import { BoroughPath } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import { administersItsOwn } from '../access-rules.ts';
import { defineOperation, readBodyOf } from '../define-operation.ts';
import { createsOrReplaces, type DescriptionOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'PUT',
  path: '/v1/boroughs/{code}',
  handler: 'api/administration',
  parts: BoroughPath,
  query: NoQuery,
  body: readBodyOf(BoroughPut),
  precondition: 'optional',
  access: { scope: 'admin', bound: [administersItsOwn] },
});

export function description() {
  return {
    tag: 'Boroughs and budgets',
    summary: 'Create or replace a borough with its officers',
    responses: createsOrReplaces({ name: 'Borough', schema: BoroughPut }),
    example: {
      name: 'Hackney',
      kind: 'borough',
      population: 261_000,
      emailDomains: ['hackney.example'],
      codeAbove: 10_000_000,
      officers: [
        {
          id: 'hackney-1',
          name: 'Ada Bell',
          email: 'finance-director@hackney.example',
          post: 'Director of Finance',
          roles: ['approver'],
          limit: null,
          authority: 'Scheme of delegation, 4.2',
          absences: [{ from: '2026-12-21', to: '2027-01-04' }],
        },
      ],
      deemedApproval: null,
      keyDecisionAbove: null,
      callInWorkingDays: 5,
    },
  } as const satisfies DescriptionOf<typeof operation>;
}
