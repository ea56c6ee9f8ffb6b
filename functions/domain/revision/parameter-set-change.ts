import type { ParameterSet } from '../appraisal/parameter-set.ts';
import { dateInWords } from '../vocabulary/calendar.ts';
import type { FieldChange } from './field-changes.ts';

type Named = Pick<ParameterSet, 'id' | 'from'>;

/**
 * R7, R14. Says that a revision is appraised with other published figures than the one before, though nobody typed
 * anything: the set in use may have changed. R7 does not list this as material, so approvals stay in force and everyone
 * is told.
 */
export function parameterSetChange(before: Named, after: Named): readonly FieldChange[] {
  if (before.id === after.id) return [];
  return [{ pointer: '', label: 'Figures of the appraisal', before: inWords(before), after: inWords(after) }];
}

function inWords({ id, from }: Named): string {
  return `parameter set ${id}, in use from ${dateInWords(from)}`;
}
