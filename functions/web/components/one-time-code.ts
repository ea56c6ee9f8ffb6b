import type { CodeNotice } from '../../application/views/pages.ts';
import { codeMinutes } from '../../domain/codes/one-time-code.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { type Html, html } from '../html.ts';
import { describedBy, formGroup, hintAndMessages } from './field.ts';
import { type FormState, messagesFor } from './form-state.ts';
import { paragraph, warning } from './text.ts';

/**
 * R26. What is between the last field of a form and its button: when the answer is recorded, and the code it may need.
 * The code field comes last, because the code belongs to everything typed before it.
 */
export function beforeSending(options: {
  readonly what: keyof typeof afterwards;
  readonly borough: string;
  readonly code: CodeNotice | null;
  readonly form: FormState;
}): Html {
  const { what, borough, code, form } = options;
  const asks = asksForCode(form);
  return html`${warning(`We record ${what === 'your confirmation' ? 'your answer' : what} ${whenRecorded(code, asks)}. ${afterwards[what]}`)}
${asks ? codeField(form) : code !== null && paragraph(noticeInWords(borough, code))}`;
}

/** A borough may replace its answer while the round is open (R1). Reviews (R17), and what boroughs say while they confirm (R29), stay. */
const afterwards = {
  'your answer': 'You can change it with this link while the round is open.',
  'your review': 'You cannot change it afterwards with this link.',
  'your confirmation': 'You cannot delete or change it afterwards.',
} as const;

/** The field may be shown although this answer no longer needs a code, for example for a smaller amount. */
function whenRecorded(code: CodeNotice | null, asks: boolean): string {
  if (code?.always === true) return 'when you send it with its code';
  return asks || code !== null ? 'when you send it, with a code if it needs one' : 'as soon as you send it';
}

/** True if a code was asked for, is wrong, or was typed beside another fault. Nobody is asked before the first try. */
function asksForCode(form: FormState): boolean {
  return form.codeAsked !== undefined || form.values.code !== undefined || messagesFor(form, 'code').length > 0;
}

function noticeInWords(borough: string, { above, always }: CodeNotice): string {
  const amount = formatPounds(above);
  return always
    ? `Because ${borough}’s share is more than ${amount}, we email you a one-time code when you send this form. You then enter the code here.`
    : `If you approve more than ${amount}, we email you a one-time code when you send this form. You then enter the code here.`;
}

/** Always empty: a code that was typed is never shown or kept in a page (R27). */
function codeField(form: FormState): Html {
  const messages = messagesFor(form, 'code');
  const described = { id: 'code', hint: codeHint(form), messages };
  return formGroup(
    messages,
    html`<label class="govuk-label govuk-label--s" for="code">One-time code</label>
${hintAndMessages(described)}
<input class="govuk-input govuk-input--width-5 govuk-input--extra-letter-spacing${messages.length > 0 && ' govuk-input--error'}" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false"${describedBy(described)}>`,
  );
}

function codeHint({ values, faults, codeAsked }: FormState): string {
  const digits = '6 digits, in the newest email we sent you about this request.';
  const isForAnother = codeAsked === undefined && faults.every(({ field }) => field !== 'code');
  return isForAnother && values.code !== undefined
    ? `${digits} Enter the code again. It works for this answer and amount for ${codeMinutes} minutes after we emailed it.`
    : digits;
}
