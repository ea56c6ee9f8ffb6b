import type { FieldFault, FormValues } from '../../application/link-view.ts';

/** A form as it is shown: what was typed, and what is wrong with it. A field's id is its name, so that summaries link to it. */
export interface FormState {
  readonly values: FormValues;
  readonly faults: readonly FieldFault[];
}

/** A form that nobody has filled in yet. */
export const untouched: FormState = { values: {}, faults: [] };

/** What is wrong with one field. */
export function messagesFor(form: FormState, field: string): readonly string[] {
  return form.faults.filter((fault) => fault.field === field).map(({ message }) => message);
}
