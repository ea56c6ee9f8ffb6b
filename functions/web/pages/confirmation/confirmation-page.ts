import type { NoChange, RecusalConfirmation, SignOffConfirmation } from '../../../application/views/pages.ts';
import { maxAnswers } from '../../../domain/sign-off/replacement.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { endings, type Status } from '../../../domain/vocabulary/proposal.ts';
import { untouched } from '../../components/form-state.ts';
import { page } from '../../components/page.ts';
import { panel } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { details, heading, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { lockedInWords, partnerOf, statusNow } from '../../words.ts';
import { answerForm } from '../sign-off/answer-form.ts';
import { type Confirmation, recordedFacts, recordedSentence } from './recorded-facts.ts';

/** R1. What a link shows after it was used: what was recorded, by whom, and what happens next. */
export function confirmationPage(confirmation: Confirmation): Html {
  const { heading: proposal } = confirmation;
  return page({
    title: `Answer recorded: ${proposal.title}`,
    main: html`${panel('Answer recorded', recordedSentence(confirmation))}
<p class="govuk-body-l">${proposal.title}</p>
${summaryList([{ name: 'Proposal', value: `${proposal.reference}, revision ${proposal.revision}` }, ...recordedFacts(confirmation)])}
${heading('What happens next')}
${nextSteps(confirmation).map(paragraph)}
${confirmation.kind === 'sign-off-confirmation' && changeThis(confirmation)}
${paragraph(ifWrong(confirmation))}`,
  });
}

/** R1. The form that replaces the answer, or why the answer cannot be replaced. It opens without a script. */
function changeThis({ borough, change }: SignOffConfirmation): Html {
  switch (change.kind) {
    case 'sign-off':
      return details(
        'Change this decision',
        html`${paragraph(`Anybody who can decide for ${borough} can replace its decision until ${inWords(change.closesAt)}, or until the round closes earlier. The new decision counts and this one stays on the record.`)}
${answerForm(change, untouched)}`,
      );
    case 'locked':
      return paragraph(`You cannot change this decision now. ${lockedInWords(change)}`);
    case 'no-change':
      return paragraph(whyNot[change.why](borough));
  }
}

const whyNot = {
  closed: () => 'This decision can no longer be changed, because the round is closed.',
  revoked: () => 'This decision can no longer be changed, because the secretariat withdrew it.',
  'too-often': (borough) =>
    `${borough} has answered ${maxAnswers} times, which is the most for one revision. This decision can no longer be changed. If it is wrong, ask the secretariat to withdraw it.`,
  'not-eligible': (borough) =>
    `You cannot change this decision, because you can no longer decide for ${borough}. Its current officers can.`,
} as const satisfies Record<NoChange['why'], (borough: string) => string>;

function ifWrong({ kind }: Confirmation): string {
  const reply = 'reply to the email with this link and give the reference above.';
  return kind === 'sign-off-confirmation'
    ? `If you did not give this answer, or something is wrong, ${reply}`
    : `You cannot change your answer with this link. If you did not give this answer, or something is wrong, ${reply}`;
}

const ended: ReadonlySet<Status> = new Set([...endings, 'closed']);

/** R12. The money of an approval is held from the answer until the settlement. */
const holdsMoney = new Set<Status>(['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling']);

const noFurtherPart = 'You take no further part in this proposal. We will not ask you about it again.';

function nextSteps(confirmation: Confirmation): readonly string[] {
  if (confirmation.kind === 'recusal-confirmation') {
    const { borough, answer } = confirmation;
    if (answer === 'of-another-officer') {
      return [`The decision that another officer gave for ${borough} still counts.`, noFurtherPart];
    }
    const aside = `The answer that you gave for ${borough} no longer counts, and the money that it held is released.`;
    return [...(answer === 'set-aside' ? [aside] : []), askedInstead(confirmation), noFurtherPart];
  }
  const emails = ended.has(confirmation.status)
    ? 'We have emailed you the outcome.'
    : 'We will email you a receipt now, and the outcome later.';
  if (confirmation.kind === 'review-confirmation') return [statusNow(confirmation.status), emails];
  const { closesAt, status, answer, borough, revoked } = confirmation;
  const outcome = answer.silence && !ended.has(status) ? 'We will email you the outcome.' : emails;
  if (revoked !== null) {
    return [
      `The secretariat withdrew this approval at ${inWords(revoked.at)}. ${borough} now takes no part, and the money held for it in its budget has been released.`,
      `Reason: ${revoked.reason}`,
      statusNow(status),
    ];
  }
  const open = status === 'sign-off' && closesAt !== null;
  return [
    open
      ? `The other ${partnerOf(confirmation.heading)}s can answer until ${inWords(closesAt)}, or until all have answered.`
      : statusNow(confirmation.status),
    ...(answer.kind === 'approve' && holdsMoney.has(status)
      ? [`The money that ${borough} may have to pay is held in its budget until the outcome is known.`]
      : []),
    outcome,
  ];
}

function askedInstead({ passedOn, borough, asked }: RecusalConfirmation): string {
  if (asked === 'reviewer') {
    return passedOn
      ? 'We are asking another reviewer by email.'
      : 'There is no other eligible reviewer at present. Those that pay can add one until the deadline.';
  }
  return passedOn
    ? `We are asking the next eligible officer of ${borough} by email.`
    : `${borough} has no other eligible officer at present. It can add one until the deadline.`;
}
