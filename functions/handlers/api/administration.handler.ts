import { createKey } from '../../application/administration/create-key.ts';
import { deleteKey } from '../../application/administration/delete-key.ts';
import { putBorough } from '../../application/administration/put-borough.ts';
import { putBudget } from '../../application/administration/put-budget.ts';
import { putScheme } from '../../application/administration/put-scheme.ts';
import {
  listBoroughs,
  listKeys,
  listSchemes,
  readBudget,
} from '../../application/administration/read-administration.ts';
import { api, on } from '../../http/edge/api.ts';
import { listAnswer } from '../../http/edge/page-answer.ts';
import * as answer from '../../http/responses/administration-answers.ts';
import { type AdministrationDependencies, administrationDependencies } from './administration-dependencies.ts';

/** Boroughs, their budgets, schemes and API keys. */
export const create = (deps: AdministrationDependencies) =>
  api(
    [
      on('putBorough', async ({ parts, body: content, expectation }) =>
        answer.putBoroughAnswer(await putBorough(deps, { borough: parts.code, content, expectation })),
      ),
      on('readBorough', async ({ parts }) => answer.boroughAnswer(await deps.boroughs.get(parts.code))),
      on('listBoroughs', async ({ caller, query }) =>
        listAnswer('/v1/boroughs', query.limit, await listBoroughs(deps, caller, query)),
      ),
      on('putBudget', async ({ parts: { code, fy }, body: { revenue, capital }, expects }) => {
        const allocated = { revenue: revenue.allocated, capital: capital.allocated };
        const put = { borough: code, financialYear: fy, allocated, expects };
        return answer.putBudgetAnswer(`/v1/boroughs/${code}/budgets/${fy}`, await putBudget(deps, put));
      }),
      on('readBudget', async ({ parts }) =>
        answer.budgetAnswer(await readBudget(deps, parts.code, parts.fy), parts.fy),
      ),
      on('putScheme', async ({ parts, body: content, expectation }) =>
        answer.putSchemeAnswer(await putScheme(deps, { name: parts.name, content, expectation })),
      ),
      on('readScheme', async ({ parts }) => answer.schemeAnswer(await deps.schemes.get(parts.name))),
      on('listSchemes', async ({ query }) => listAnswer('/v1/schemes', query.limit, await listSchemes(deps, query))),
      on('createKey', async ({ caller, body, at }) => answer.createKeyAnswer(await createKey(deps, caller, body, at))),
      on('listKeys', async ({ caller, query }) =>
        listAnswer('/v1/keys', query.limit, await listKeys(deps, caller, query)),
      ),
      on('deleteKey', async ({ caller, parts, at }) =>
        answer.deleteKeyAnswer(await deleteKey(deps, caller, parts.id, at)),
      ),
    ],
    deps,
  );

export const handler = create(administrationDependencies());
