import { listParameterSets } from '../../application/parameter-sets/list-parameter-sets.ts';
import { appraiseDraft } from '../../application/proposals/appraise-draft.ts';
import { api, on } from '../../http/edge/api.ts';
import { listAnswer } from '../../http/edge/page-answer.ts';
import { draftAppraisalAnswer } from '../../http/responses/appraisal-answers.ts';
import { type AppraisalsDependencies, appraisalsDependencies } from './appraisals-dependencies.ts';

/** Appraises drafts and lists the parameter sets. Its role cannot write. */
export const create = (deps: AppraisalsDependencies) =>
  api(
    [
      on('appraiseDraft', async ({ body, query, at }) =>
        draftAppraisalAnswer(await appraiseDraft(deps, body, at, query.explain === '1')),
      ),
      on('listParameterSets', async ({ query }) =>
        listAnswer('/v1/parameter-sets', query.limit, await listParameterSets(deps, query)),
      ),
    ],
    deps,
  );

export const handler = create(appraisalsDependencies());
