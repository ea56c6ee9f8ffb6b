import { appraiseDraft } from '../../application/appraise-draft.ts';
import { listParameterSets } from '../../application/list-parameter-sets.ts';
import { api, on } from '../../http/api.ts';
import { draftAppraisalAnswer } from '../../http/appraisal-answers.ts';
import { listAnswer } from '../../http/page-answer.ts';
import { type AppraisalsDependencies, appraisalsDependencies } from './appraisals-dependencies.ts';

/** The appraisal of a draft, and the figures that appraisals are made with (PRODUCT §6). Its role can write nothing. */
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
