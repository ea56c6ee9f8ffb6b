import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import { type Hashing, type Listed, type PageQuery, pageOf } from '../lists/list-in-memory.ts';
import { allParameterSets, type SetsDependencies } from './parameter-sets-in-use.ts';

export interface ParameterSetsDependencies extends SetsDependencies {
  readonly digests: Hashing;
}

/**
 * R14. The figures that appraisals are made with, those that operators added among them: oldest first, whole and with their sources; for
 * every key.
 */
export async function listParameterSets(
  deps: ParameterSetsDependencies,
  query: PageQuery,
): Promise<Listed<ParameterSet>> {
  const sets = await allParameterSets(deps);
  return pageOf(deps.digests, ['parameter-sets'], sets, ({ from, id }) => `${from}#${id}`, query);
}
