import type { AnswerResult, FieldFault, FormValues } from '../../application/views/answer-result.ts';

/** Why a code is asked for (R26). */
export type CodeAsked = Extract<AnswerResult, { kind: 'code-asked' }>['because'];

/** A form as it is shown: what was typed, and what is wrong with it. A field's id is its name, so that summaries link to it. */
export interface FormState {
  readonly values: FormValues;
  readonly faults: readonly FieldFault[];
  /** R26. Absent where it asks for no code. */
  readonly codeAsked?: CodeAsked;
}

/** A form that nobody has filled in yet. */
export const untouched: FormState = { values: {}, faults: [] };

/** What is wrong with one field. */
export function messagesFor(form: FormState, field: string): readonly string[] {
  return form.faults.filter((fault) => fault.field === field).map(({ message }) => message);
}

/** R26. What is to be done where a code is asked for, as the page's title and the head of its panel. */
export const askingForCode = {
  needed: 'Enter your code',
  'mailed-already': 'Enter your code',
  expired: 'Enter your new code',
  'another-answer': 'Enter your new code',
} as const satisfies Record<CodeAsked, string>;

/** What the title of a page with the form says first, because screen readers start with it; null: nothing. */
export function announcement({ faults, codeAsked }: FormState): string | null {
  if (faults.length > 0) return 'Error';
  return codeAsked === undefined ? null : askingForCode[codeAsked];
}
