import { parameterSet } from '../../../schemas/items/parameter-set.ts';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { PageQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/parameter-sets',
  handler: 'api/appraisals',
  parts: NoParameters,
  query: PageQuery,
  access: { scope: 'proposals:read', bound: [seesWhatItMay] },
});

export function description() {
  // A page of parameter sets (R14).
  const ParameterSets = pageOf(parameterSet);
  return {
    tag: 'Appraisals',
    summary: 'List the published figures that appraisals use',
    responses: lists('A page of parameter sets, oldest first.', { name: 'ParameterSets', schema: ParameterSets }),
  } as const satisfies DescriptionOf<typeof operation>;
}
