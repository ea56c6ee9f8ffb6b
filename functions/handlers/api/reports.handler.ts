import { type ContributionsDependencies, readContributions, readRoi } from '../../application/read-report.ts';
import { type ApiDependencies, api, on } from '../../http/api.ts';
import { contributions } from '../../reports/contributions-dataset.ts';
import { roi } from '../../reports/roi-dataset.ts';
import { reportAnswer } from './report-answer.ts';
import { reportsDependencies } from './reports-dependencies.ts';

/** The reports for finance (PRODUCT §8). */
export const create = (deps: ApiDependencies & ContributionsDependencies) =>
  api(
    [
      on('reportRoi', (request) => reportAnswer(roi, readRoi(deps, request.query, request.caller), request)),
      on('reportContributions', (request) =>
        reportAnswer(contributions, readContributions(deps, request.query, request.caller), request),
      ),
    ],
    deps,
  );

export const handler = create(reportsDependencies());
