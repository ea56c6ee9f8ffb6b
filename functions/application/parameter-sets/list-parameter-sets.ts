import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import { type Hashing, type Listed, type PageQuery, pageOf } from '../lists/list-in-memory.ts';
import { allParameterSets, type SetsDependencies } from './parameter-sets-in-use.ts';

export interface ParameterSetsDependencies extends SetsDependencies {
  readonly digests: Hashing;
}

/**
 * R14. All parameter sets, including those that operators added: oldest first, in full, with their sources. Every key
 * may read them.
 */
export async function listParameterSets(
  deps: ParameterSetsDependencies,
  query: PageQuery,
): Promise<Listed<ParameterSet>> {
  const sets = await allParameterSets(deps);
  return pageOf(deps.digests, ['parameter-sets'], sets, ({ from, id }) => `${from}#${id}`, query);
}
