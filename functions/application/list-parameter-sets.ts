import { type ParameterSet, parameterSets } from '../domain/parameter-set.ts';
import { type Hashing, type Listed, type PageQuery, pageOf } from './short-list.ts';

export interface ParameterSetsDependencies {
  readonly digests: Hashing;
}

/** R14. The published figures that appraisals are made with, oldest first, whole and with their sources; those of every key. */
export function listParameterSets({ digests }: ParameterSetsDependencies, query: PageQuery): Listed<ParameterSet> {
  return pageOf(digests, ['parameter-sets'], parameterSets, ({ from, id }) => `${from}#${id}`, query);
}
