import type { ReviewPage } from '../../../application/views/pages.ts';
import { type ReviewAnswerKind, shortestReasons } from '../../../domain/review/review.ts';
import { type Choice, checkbox, radios } from '../../components/choices.ts';
import type { FormState } from '../../components/form-state.ts';
import { beforeSending } from '../../components/one-time-code.ts';
import { textArea } from '../../components/text-field.ts';
import { type Html, html } from '../../html.ts';

/** Ids of the form's fields that the error summary may link to. */
export const reviewFields: readonly string[] = ['answer', 'conditions', 'comment', 'declaration', 'code'];

/** R17. The four answers of a review. Each needs reasons. */
export function reviewForm(view: ReviewPage, form: FormState): Html {
  const choices: readonly (Choice & { readonly value: ReviewAnswerKind })[] = [
    { value: 'recommend', label: 'Recommend it' },
    {
      value: 'recommend-with-conditions',
      label: 'Recommend it with conditions',
      fields: textArea({
        name: 'conditions',
        label: 'What are your conditions?',
        hint: 'Only if you recommend it with conditions. We send them to every contributing borough and keep them on the record.',
        rows: 3,
        form,
      }),
    },
    {
      value: 'not-recommended',
      label: 'Do not recommend it',
      hint: 'The proposal is not funded if at least half of the reviewers do not recommend it.',
    },
    {
      value: 'request-changes',
      label: 'Ask for changes',
      hint: 'Say in your reasons what needs to change. The proposer can then submit a new revision.',
    },
  ];
  return html`<form method="post" novalidate>
<input type="hidden" name="revisionHash" value="${view.revisionHash}">
${radios({ name: 'answer', legend: 'What is your recommendation?', choices, form })}
${textArea({
  name: 'comment',
  label: view.needsValueJudgement ? 'Your reasons, including whether it is worth doing' : 'Your reasons',
  hint: `Enter at least ${shortestReasons} characters, whichever answer you choose. We keep your reasons on the record.`,
  rows: 6,
  form,
})}
${checkbox({ name: 'declaration', value: 'yes', label: html`I am ${view.reviewer.name}. I can give this review for ${view.borough.name}, and I have no interest to declare in this proposal.`, form })}
${beforeSending({ what: 'your review', borough: view.borough.name, code: view.code, form })}
<button type="submit" class="govuk-button">Record ${view.borough.name}’s review</button>
</form>`;
}
