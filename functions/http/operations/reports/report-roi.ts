import { NoParameters } from '../../../schemas/wire/paths.ts';
import { RoiQuery } from '../../../schemas/wire/queries.ts';
import { seesWhatItMay } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import type { DescriptionOf } from '../describe.ts';
import { reports, reportTypes } from './report-response.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/reports/roi',
  handler: 'api/reports',
  parts: NoParameters,
  query: RoiQuery,
  produces: reportTypes,
  access: { scope: 'reports:read', bound: [seesWhatItMay], basic: true },
});

export function description() {
  return {
    tag: 'Reports',
    summary: 'Report what each borough pays and gains over the whole life of each proposal',
    responses: reports('The report.'),
  } as const satisfies DescriptionOf<typeof operation>;
}
