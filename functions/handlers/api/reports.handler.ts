import { type BenefitsDependencies, readBenefits } from '../../application/read-benefits.ts';
import { type ContributionsDependencies, readContributions } from '../../application/read-contributions.ts';
import { type PipelineDependencies, readPipeline } from '../../application/read-pipeline.ts';
import { type RoiDependencies, readRoi } from '../../application/read-roi.ts';
import { type ApiDependencies, api, on } from '../../http/api.ts';
import { benefits } from '../../reports/benefits-dataset.ts';
import { contributions } from '../../reports/contributions-dataset.ts';
import { pipeline } from '../../reports/pipeline-dataset.ts';
import { roi } from '../../reports/roi-dataset.ts';
import { reportAnswer } from './report-answer.ts';
import { reportsDependencies } from './reports-dependencies.ts';

export type ReportsDependencies = ApiDependencies &
  RoiDependencies &
  ContributionsDependencies &
  BenefitsDependencies &
  PipelineDependencies;

/** The reports for finance (PRODUCT §8). */
export const create = (deps: ReportsDependencies) =>
  api(
    [
      on('reportRoi', async (request) =>
        reportAnswer(roi, await readRoi(deps, request.query, request.caller), request),
      ),
      on('reportContributions', async (request) =>
        reportAnswer(contributions, await readContributions(deps, request.query, request.caller), request),
      ),
      on('reportBenefits', async (request) =>
        reportAnswer(benefits, await readBenefits(deps, request.query, request.caller), request),
      ),
      on('reportPipeline', async (request) =>
        reportAnswer(pipeline, await readPipeline(deps, request.query, request.caller), request),
      ),
    ],
    deps,
  );

export const handler = create(reportsDependencies());
