import type { CodeNotice } from '../../application/views/pages.ts';
import { codeMinutes } from '../../domain/codes/one-time-code.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { type Html, html } from '../html.ts';
import { describedBy, formGroup, hintAndMessages } from './field.ts';
import { type FormState, messagesFor } from './form-state.ts';
import { paragraph, warning } from './text.ts';

/**
 * R26. What stands between the last field of a form and its button: from when on the answer is recorded, and the code that it needs, or may
 * need. The field for the code comes last, so that whoever goes through the form by keys types it after everything that it is bound to.
 */
export function beforeSending(options: {
  readonly what: 'Your answer' | 'Your review';
  readonly borough: string;
  readonly code: CodeNotice | null;
  readonly form: FormState;
}): Html {
  const { what, borough, code, form } = options;
  const asks = asksForCode(form);
  return html`${warning(`${what} is recorded ${whenRecorded(code, asks)}. It cannot be changed with this link.`)}
${asks ? codeField(form) : code !== null && paragraph(noticeInWords(borough, code))}`;
}

/** The field may stand where this answer needs no code: for a smaller amount than before, or since the borough asks for none. */
function whenRecorded(code: CodeNotice | null, asks: boolean): string {
  if (code?.always === true) return 'once you have sent it with its code';
  return asks || code !== null ? 'once you have sent it, with its code where it needs one' : 'at once';
}

/** Where a code was asked for, is wrong, or was typed beside something else that is wrong: nobody is asked before the first try. */
function asksForCode(form: FormState): boolean {
  return form.codeAsked !== undefined || form.values.code !== undefined || messagesFor(form, 'code').length > 0;
}

function noticeInWords(borough: string, { above, always }: CodeNotice): string {
  const amount = formatPounds(above);
  return always
    ? `Because ${borough}’s share is above ${amount}, we e-mail you a one-time code when you send this form. You then enter it here.`
    : `If you approve more than ${amount}, we e-mail you a one-time code when you send this form. You then enter it here.`;
}

/** Always empty: a code that was typed is shown to nobody, and kept in no page (R27). */
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
  const digits = 'Six digits, in the newest mail that we sent you about this.';
  const isForAnother = codeAsked === undefined && faults.every(({ field }) => field !== 'code');
  return isForAnother && values.code !== undefined
    ? `${digits} Type them again: for the same answer and amount they count, until ${codeMinutes} minutes after they were mailed at the latest.`
    : digits;
}
