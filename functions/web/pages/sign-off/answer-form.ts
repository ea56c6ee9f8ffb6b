import type { Firm, SignOffPage } from '../../../application/views/pages.ts';
import type { KeyDecisionBasis, SignOffAnswer } from '../../../domain/sign-off/sign-off-request.ts';
import { dateInWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds, plainPounds } from '../../../domain/vocabulary/money.ts';
import { checkbox, radios } from '../../components/choices.ts';
import type { FormState } from '../../components/form-state.ts';
import { beforeSending } from '../../components/one-time-code.ts';
import { paragraph } from '../../components/text.ts';
import { textArea, textField } from '../../components/text-field.ts';
import { type Html, html } from '../../html.ts';
import { declineInWords } from '../../round-words.ts';
import { bothFigures, partnerOf } from '../../words.ts';

type Answer = SignOffAnswer['kind'] | 'recuse';

/** Ids of the form's fields that the error summary may link to. */
export function signOffFields({ pledges, keyDecision }: SignOffPage): readonly string[] {
  const pledged = pledges.map((_, index) => `pledge-${index + 1}`);
  const ofKeyDecision = keyDecision === null ? [] : ['keyDecision', 'noticeReference', 'noticeDate'];
  return ['answer', 'upTo', ...ofKeyDecision, ...pledged, 'interest', 'rejected', 'comment', 'declaration', 'code'];
}

/** R1. The four answers. The form posts to the page's own address. */
export function answerForm(view: SignOffPage, form: FormState): Html {
  const { borough, officer, revisionHash, replaces, firm } = view;
  const choices: readonly { value: Answer; label: string; hint: string; fields?: Html }[] = [
    {
      value: 'approve',
      label: 'Approve, up to an amount',
      hint: `${borough.name} joins and pays its share, but never more than the amount you enter.`,
      fields: approvalFields(view, form),
    },
    {
      value: 'decline',
      label: 'Decline',
      hint: `${borough.name} takes no part and pays nothing. ${declineInWords(view)} Give your reason below.`,
    },
    {
      value: 'request-changes',
      label: 'Ask for changes',
      hint: `Say below what needs to change. ${unchangedInWords(view)}`,
    },
    {
      value: 'recuse',
      label: 'Declare an interest and step back',
      hint: 'We ask the next eligible officer instead. You take no further part in this proposal.',
      fields: textArea({
        name: 'interest',
        label: 'What is your interest?',
        hint: 'Only if you declare an interest. We keep it on the record.',
        rows: 2,
        form,
      }),
    },
  ];
  return html`<form method="post" novalidate>
<input type="hidden" name="revisionHash" value="${revisionHash}">
${form.values.confirmed !== undefined && html`<input type="hidden" name="confirmed" value="${form.values.confirmed}">`}
${replaces !== null && html`<input type="hidden" name="replaces" value="${replaces.record}">`}
${firm !== null && paragraph(firmInWords(borough.name, firm))}
${radios({ name: 'answer', legend: `What is ${borough.name}’s decision?`, choices, form })}
${textArea({ name: 'rejected', label: 'Which alternatives do you reject, and why? (optional)', hint: alternativesHint(view), rows: 3, form })}
${textArea({ name: 'comment', label: 'Your reasons, or the changes you ask for', hint: reasonsHint(view), rows: 5, form })}
${checkbox({ name: 'declaration', value: 'yes', label: html`I am ${officer.name}. I can give this answer for ${borough.name}, and I have no interest in this proposal other than any I declare here.`, form })}
${beforeSending({ what: 'your answer', borough: borough.name, code: view.code, form })}
<button type="submit" class="govuk-button">${replaces === null ? 'Record' : 'Replace'} ${borough.name}’s decision</button>
</form>`;
}

function approvalFields(view: SignOffPage, form: FormState): Html {
  const { asked, suggestedLimit, officer, pledges, borough, firm } = view;
  const limit = officer.limit === null ? '' : ` You can approve up to ${formatPounds(officer.limit)}.`;
  return html`${textField({
    name: 'upTo',
    label: `The most that ${borough.name} will pay`,
    hint: `${borough.name}’s share is ${bothFigures(asked, suggestedLimit, partnerOf(view.heading))}.${limit} ${shownFirst(view)}`,
    of: 'pounds',
    prefilled: plainPounds(Math.max(suggestedLimit, firm?.least ?? 0)),
    form,
  })}
${view.keyDecision !== null && keyDecisionFields(view, view.keyDecision, form)}
${pledges.map(({ unit, target, by }, index) =>
  textField({
    name: `pledge-${index + 1}`,
    label: `How many ${unit} does ${borough.name} pledge? (optional)`,
    hint: `By ${dateInWords(by)}. All ${partnerOf(view.heading)}s together aim for ${target}.`,
    of: 'count',
    form,
  }),
)}`;
}

/** R2, R6. What a wish for changes means if nothing is changed. Without the lead nothing is carried. */
function unchangedInWords({ borough, heading }: SignOffPage): string {
  return borough.lead
    ? `${borough.name} is the lead ${partnerOf(heading)}, so the proposal cannot go ahead as it is.`
    : `If the other ${partnerOf(heading)}s fund the proposal without changes, ${borough.name} takes no part.`;
}

/** R1. Which amounts are shown back before they are recorded: below the larger share, or above the suggested limit. */
function shownFirst({ asked, live, suggestedLimit }: SignOffPage): string {
  const [share, most] = [Math.max(asked, live?.amount ?? 0), suggestedLimit];
  if (share > most) return 'We first show you what your amount means. You then send the form again.';
  const unusual =
    share === most ? 'another amount' : `less than ${formatPounds(share)} or more than ${formatPounds(most)}`;
  return `If you enter ${unusual}, we first show you what that means.`;
}

/** R29. The notice of a key decision, or why it had none (SI 2012/2089, regulations 9 to 11). */
function keyDecisionFields(
  { borough }: SignOffPage,
  { above, callInWorkingDays }: NonNullable<SignOffPage['keyDecision']>,
  form: FormState,
): Html {
  const waits =
    callInWorkingDays === 0
      ? ''
      : ` Nothing is funded until its councillors have had ${callInWorkingDays} working ${callInWorkingDays === 1 ? 'day' : 'days'} to call the decision in.`;
  const choices = [
    { value: 'notice', label: 'A notice was published at least 28 clear days before' },
    { value: 'general-exception', label: 'General exception: 28 clear days were impracticable' },
    { value: 'special-urgency', label: 'Special urgency: the decision cannot wait' },
  ] as const satisfies readonly { readonly value: KeyDecisionBasis; readonly label: string }[];
  return html`${radios({
    name: 'keyDecision',
    legend: 'How was the key decision announced?',
    isWithin: true,
    hint: `Only if you approve ${formatPounds(above)} or more, which is a key decision for ${borough.name}.${waits}`,
    choices,
    form,
  })}
${textField({ name: 'noticeReference', label: 'Reference of the notice', hint: 'Only for a key decision.', of: 'text', form })}
${textField({ name: 'noticeDate', label: 'When was the notice published?', hint: 'Only for a key decision, for example 27 3 2026.', of: 'text', form })}`;
}

/** R19. The record of an officer's decision names the alternatives that were considered and rejected. */
function alternativesHint({ heading: { alternatives } }: SignOffPage): Html {
  return alternatives === null
    ? html`The proposer stated no alternatives. We keep what you write on the record.`
    : html`The proposer considered: <span class="jf-typed">“${alternatives}”</span> We keep what you write on the record.`;
}

function reasonsHint({ prefilledReasons }: SignOffPage): Html {
  return html`You must fill this in if you decline or ask for changes. If you approve and leave it empty, we record this with your amount: <span class="jf-typed">“${prefilledReasons}”</span>`;
}

/** R1. What a borough may still decide when decisions may only become firmer. */
function firmInWords(borough: string, { why, least }: Firm): string {
  const when =
    why === 'top-up' ? 'While the proposal is short of money' : 'Today is the last working day to decide, so';
  return least > 0
    ? `${when} ${borough} can keep or raise its limit of ${formatPounds(least)}, or decline. It can no longer lower its limit or ask for changes.`
    : `${when} ${borough} can approve or decline. It can no longer ask for changes.`;
}
