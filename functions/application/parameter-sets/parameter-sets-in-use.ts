import { builtInParameterSets } from '../../domain/appraisal/built-in-parameter-sets.ts';
import { type ParameterSet, parameterSetAt } from '../../domain/appraisal/parameter-set.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { ParameterSets } from '../ports/registers.ts';

export interface SetsDependencies {
  readonly parameterSets: Pick<ParameterSets, 'added'>;
}

/** The built-in sets, then those that operators added, in the order in which they were added. */
export async function allParameterSets({ parameterSets }: SetsDependencies): Promise<readonly ParameterSet[]> {
  const added = await parameterSets.added();
  return [...builtInParameterSets, ...added.toSorted((a, b) => (a.addedAt < b.addedAt ? -1 : 1)).map(({ set }) => set)];
}

/** R14. The set for what is submitted, revised or drafted at that moment: the newest one whose first day has come. */
export async function parametersOn(deps: SetsDependencies, at: Instant): Promise<ParameterSet> {
  const set = parameterSetAt(londonDate(at), await allParameterSets(deps));
  if (set === undefined) throw new Error(`No parameter set is in use on ${londonDate(at)}.`);
  return set;
}
