import { type ApiDependencies, api, on } from '../../http/edge/api.ts';
import type { ReadDependencies } from '../report-source.ts';
import { type ReportAnswerDependencies, reportAnswer } from './report-answer.ts';
import { reportsDependencies } from './reports-dependencies.ts';

/** The reports for finance. */
export const create = (deps: ApiDependencies & ReadDependencies & ReportAnswerDependencies) =>
  api(
    [
      on('reportRoi', (request) => reportAnswer(deps, 'roi', request)),
      on('reportContributions', (request) => reportAnswer(deps, 'contributions', request)),
      on('reportBenefits', (request) => reportAnswer(deps, 'benefits', request)),
      on('reportPipeline', (request) => reportAnswer(deps, 'pipeline', request)),
    ],
    deps,
  );

export const handler = create(reportsDependencies());
