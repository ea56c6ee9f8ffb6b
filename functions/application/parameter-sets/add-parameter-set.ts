import { builtInParameterSets } from '../../domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import { parameterSetFaults } from '../../domain/appraisal/parameter-set-faults.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { checked, type Invalid, type ReadInput } from '../commit/read-input.ts';
import type { ParameterSets } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';

export interface AddParameterSetDependencies {
  readonly parameterSets: ParameterSets;
  readonly digests: Pick<Digests, 'canonical'>;
}

export type SetAdded =
  | { readonly kind: 'added'; readonly set: ParameterSet }
  /** The same figures already exist under this id. */
  | { readonly kind: 'there-already'; readonly set: ParameterSet }
  /** Other figures have this id and stay. `builtIn`: they came with this version. */
  | { readonly kind: 'id-taken'; readonly id: string; readonly builtIn: boolean }
  | Invalid;

/**
 * R14. Adds the figures that new appraisals use from their first day on. An id always means the same figures, because a
 * decision names the set of its appraisal. Refuses a set with every fault in it.
 */
export async function addParameterSet(
  { parameterSets, digests }: AddParameterSetDependencies,
  input: ReadInput<ParameterSet>,
  at: Instant,
): Promise<SetAdded> {
  const content = checked(input, parameterSetFaults);
  if (content.kind === 'invalid') return content;
  const set = content.value;
  const { id } = set;
  const against = (there: ParameterSet, builtIn: boolean): SetAdded =>
    digests.canonical(there) === digests.canonical(set)
      ? { kind: 'there-already', set }
      : { kind: 'id-taken', id, builtIn };
  const builtIn = builtInParameterSets.find((each) => each.id === id);
  if (builtIn !== undefined) return against(builtIn, true);
  if (await parameterSets.add({ set, addedAt: at })) return { kind: 'added', set };
  const there = (await parameterSets.added()).find((each) => each.set.id === id);
  if (there === undefined) throw new Error(`The parameter set ${id} was refused although no set has its id.`);
  return against(there.set, false);
}
