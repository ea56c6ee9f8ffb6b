import { NoParameters } from '../../../schemas/wire/paths.ts';
import { PipelineQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import type { DescriptionOf } from '../describe.ts';
import { reports, reportTypes } from './report-response.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/reports/pipeline',
  handler: 'api/reports',
  parts: NoParameters,
  query: PipelineQuery,
  produces: reportTypes,
  access: { scope: 'reports:read', bound: [seesWhatItMay], basic: true },
});

export function description() {
  return {
    tag: 'Reports',
    summary:
      'For whom open proposals wait, for what, and since when; days are counted to the London date of the request',
    responses: reports('The report, with figures of the proposals that are decided.'),
  } as const satisfies DescriptionOf<typeof operation>;
}
