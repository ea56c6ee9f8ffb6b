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
    summary: 'Report which boroughs open proposals wait for, for what, and since when',
    responses: reports(
      'The report, with how many proposals were decided and how long that took. Days are counted to the date of the HTTP request in London.',
    ),
  } as const satisfies DescriptionOf<typeof operation>;
}
