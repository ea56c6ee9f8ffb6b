import type { ParameterSet } from '../appraisal/parameter-set.ts';
import { dateInWords } from '../vocabulary/calendar.ts';
import type { FieldChange } from './field-changes.ts';

type Named = Pick<ParameterSet, 'id' | 'from'>;

/**
 * R7, R14. That a revision is appraised with other published figures than the one before it, though nobody typed anything: the set
 * in use may be another by then. R7 lists what is material, and this is not in it; so approvals stand, and everyone is told.
 */
export function parameterSetChange(before: Named, after: Named): readonly FieldChange[] {
  if (before.id === after.id) return [];
  return [{ pointer: '', label: 'Figures of the appraisal', before: inWords(before), after: inWords(after) }];
}

function inWords({ id, from }: Named): string {
  return `parameter set ${id}, in use from ${dateInWords(from)}`;
}
