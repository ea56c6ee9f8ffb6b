import type { ReviewPage } from '../../../application/views/pages.ts';
import { type ReviewFormKind, shortestReasons } from '../../../domain/review/review.ts';
import { type Choice, checkbox, radios } from '../../components/choices.ts';
import type { FormState } from '../../components/form-state.ts';
import { beforeSending } from '../../components/one-time-code.ts';
import { textArea } from '../../components/text-field.ts';
import { type Html, html } from '../../html.ts';
import { partnerOf } from '../../words.ts';

/** Ids of the form's fields that the error summary may link to. */
export const reviewFields: readonly string[] = ['answer', 'conditions', 'interest', 'comment', 'declaration', 'code'];

/** R17. The four answers of a review, each with reasons, and the way to declare an interest. */
export function reviewForm(view: ReviewPage, form: FormState): Html {
  const choices: readonly (Choice & { readonly value: ReviewFormKind })[] = [
    { value: 'recommend', label: 'Recommend it' },
    {
      value: 'recommend-with-conditions',
      label: 'Recommend it with conditions',
      fields: textArea({
        name: 'conditions',
        label: 'What are your conditions?',
        hint: `Only if you recommend it with conditions. We send them to every contributing ${partnerOf(view.heading)} and keep them on the record.`,
        rows: 3,
        form,
      }),
    },
    {
      value: 'not-recommended',
      label: 'Do not recommend it',
      hint: `If at least half of the reviewers do not recommend it, each ${partnerOf(view.heading)} that pays is asked to confirm its approval.`,
    },
    {
      value: 'request-changes',
      label: 'Ask for changes',
      hint: `Say in your reasons what needs to change. Each ${partnerOf(view.heading)} that pays is then asked to confirm its approval, and the proposer can submit a new revision.`,
    },
    {
      value: 'recuse',
      label: 'Declare an interest and step back',
      hint: 'We ask another reviewer instead. You take no further part in this proposal.',
      fields: textArea({
        name: 'interest',
        label: 'What is your interest?',
        hint: 'We keep it on the record, and do not publish it.',
        rows: 3,
        form,
      }),
    },
  ];
  return html`<form method="post" novalidate>
<input type="hidden" name="revisionHash" value="${view.revisionHash}">
${radios({ name: 'answer', legend: 'What is your recommendation?', choices, form })}
${textArea({
  name: 'comment',
  label: view.needsValueJudgement ? 'Your reasons, including whether it is worth doing' : 'Your reasons',
  hint: `Enter at least ${shortestReasons} characters, unless you declare an interest. We keep your reasons on the record.`,
  rows: 6,
  form,
})}
${checkbox({ name: 'declaration', value: 'yes', label: html`I am ${view.reviewer.name}. I can give this review for ${view.borough.name}, and I have no interest in this proposal other than any I declare here.`, form })}
${beforeSending({ what: 'your review', borough: view.borough.name, code: view.code, form })}
<button type="submit" class="govuk-button">Record ${view.borough.name}’s review</button>
</form>`;
}
