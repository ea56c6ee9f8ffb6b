import { NoParameters } from '../../../schemas/wire/paths.ts';
import { BenefitsQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import type { DescriptionOf } from '../describe.ts';
import { reports, reportTypes } from './report-response.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/reports/benefits',
  handler: 'api/reports',
  parts: NoParameters,
  query: BenefitsQuery,
  produces: reportTypes,
  access: { scope: 'reports:read', bound: [seesWhatItMay], basic: true },
});

export function description() {
  return {
    tag: 'Reports',
    summary: 'Report forecast and actual benefits by borough, financial year, class and confidence',
    responses: reports('The report.'),
  } as const satisfies DescriptionOf<typeof operation>;
}
