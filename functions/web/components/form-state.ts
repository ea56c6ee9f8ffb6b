import type { AnswerResult, FieldFault, FormValues } from '../../application/views/answer-result.ts';

/** Why a code is asked for (R26). */
export type CodeAsked = Extract<AnswerResult, { kind: 'code-asked' }>['because'];

/** What was typed into a form, and what is wrong with it. A field's id is its name, so that summaries link to it. */
export interface FormState {
  readonly values: FormValues;
  readonly faults: readonly FieldFault[];
  /** R26. Absent if the form asks for no code. */
  readonly codeAsked?: CodeAsked;
  /** R1. Whether an unusual amount is shown back before it is recorded. */
  readonly amountShown?: boolean;
}

/** A form that nobody has filled in yet. */
export const untouched: FormState = { values: {}, faults: [] };

/** The messages about one field. */
export function messagesFor(form: FormState, field: string): readonly string[] {
  return form.faults.filter((fault) => fault.field === field).map(({ message }) => message);
}

/** R26. What to do when a code is asked for, for the page's title and the head of its panel. */
export const askingForCode = {
  needed: 'Enter your code',
  'mailed-already': 'Enter your code',
  expired: 'Enter your new code',
  'another-answer': 'Enter your new code',
} as const satisfies Record<CodeAsked, string>;

/** R1. What to do when an unusual amount is shown back, like `askingForCode`. */
export const checkingAmount = 'Check the amount';

/** The beginning of the title of a page with a form, because screen readers start with it. null means nothing. */
export function announcement({ faults, codeAsked, amountShown }: FormState): string | null {
  if (faults.length > 0) return 'Error';
  if (amountShown === true) return checkingAmount;
  return codeAsked === undefined ? null : askingForCode[codeAsked];
}
