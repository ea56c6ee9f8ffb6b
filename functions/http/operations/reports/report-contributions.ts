import { NoParameters } from '../../../schemas/wire/paths.ts';
import { ContributionsQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import type { DescriptionOf } from '../describe.ts';
import { reports, reportTypes } from './report-response.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/reports/contributions',
  handler: 'api/reports',
  parts: NoParameters,
  query: ContributionsQuery,
  produces: reportTypes,
  access: { scope: 'reports:read', bound: [seesWhatItMay], basic: true },
});

export function description() {
  return {
    tag: 'Reports',
    summary: 'Report what each borough pays, by financial year and kind',
    responses: reports('The report.'),
  } as const satisfies DescriptionOf<typeof operation>;
}
