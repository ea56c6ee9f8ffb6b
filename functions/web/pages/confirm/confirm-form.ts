import type { ConfirmPage } from '../../../application/views/pages.ts';
import type { ConfirmAnswerKind } from '../../../domain/confirming/confirm-answer.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { type Choice, checkbox, radios } from '../../components/choices.ts';
import type { FormState } from '../../components/form-state.ts';
import { beforeSending } from '../../components/one-time-code.ts';
import { textArea, textField } from '../../components/text-field.ts';
import { type Html, html } from '../../html.ts';
import { calledInForLong, listed, partnerOf } from '../../words.ts';

/** Ids of the form's fields that the error summary may link to. */
export const confirmFields: readonly string[] = ['answer', 'upTo', 'comment', 'declaration', 'code'];

/** R17, R29. What the officer may say now. The form posts to the page's own address. */
export function confirmForm(view: ConfirmPage, form: FormState): Html {
  const { borough, officer } = view;
  return html`<form method="post" novalidate>
<input type="hidden" name="revisionHash" value="${view.revisionHash}">
${radios({ name: 'answer', legend: `What do you want to do for ${borough.name}?`, choices: choicesOf(view, form), form })}
${textArea({ name: 'comment', label: 'Your reasons', hint: 'You must fill this in. We keep your reasons on the record.', rows: 5, form })}
${checkbox({ name: 'declaration', value: 'yes', label: html`I am ${officer.name}. I can give this answer for ${borough.name}, and I have no interest to declare in this proposal.`, form })}
${beforeSending({ what: 'your confirmation', borough: borough.name, code: view.code, form })}
<button type="submit" class="govuk-button">Record this for ${borough.name}</button>
</form>`;
}

function choicesOf(view: ConfirmPage, form: FormState): readonly Choice[] {
  const { borough, answers, without, closesAt, heading } = view;
  const texts = {
    'go-on': {
      label: 'Go on with the proposal',
      hint: `You have read the advice, and ${borough.name} goes on all the same. Give your reasons in at least 20 characters.`,
    },
    'go-on-without': {
      label: `Go on without ${listed(without)}`,
      hint: `${calledInForLong(without)} The others then pay ${without.length === 1 ? 'its part' : 'their parts'}, each up to its own limit. Give your reasons in at least 20 characters.`,
    },
    'take-back': {
      label: `Take ${borough.name}’s approval back`,
      hint: borough.lead
        ? `${borough.name} is the lead ${partnerOf(heading)}. Without it the proposal ends at once for every ${partnerOf(heading)}. You cannot undo this.`
        : `${borough.name} takes no part and pays nothing. At ${inWords(closesAt)} we work out whether the others can go on. You cannot undo this.`,
    },
    'call-in': {
      label: 'Say that the decision was called in',
      hint: `The proposal then waits for ${borough.name}, for up to 20 working days.`,
    },
    release: {
      label: 'Say that the call-in is over, and the decision is unchanged',
      hint: `The proposal no longer waits for ${borough.name}.`,
    },
    raise: {
      label: `Raise ${borough.name}’s limit`,
      hint: `${borough.name} approved up to ${formatPounds(view.upTo)}. You can raise this limit, but not lower it.`,
      fields: textField({
        name: 'upTo',
        label: `The most that ${borough.name} will pay`,
        hint: view.topUp === null ? '' : `${formatPounds(view.topUp.shortfall)} is missing.`,
        of: 'pounds',
        form,
      }),
    },
  } as const satisfies Record<ConfirmAnswerKind, Omit<Choice, 'value'>>;
  return answers.map((value) => ({ value, ...texts[value] }));
}
