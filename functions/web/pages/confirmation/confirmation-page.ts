import { inWords } from '../../../domain/vocabulary/calendar.ts';
import type { Status } from '../../../domain/vocabulary/proposal.ts';
import { page } from '../../components/page.ts';
import { panel } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { statusInWords } from '../../words.ts';
import { type Confirmation, recordedFacts, recordedSentence } from './recorded-facts.ts';

/** R1. What a link shows after it was used: what was recorded, by whom, and what happens next. */
export function confirmationPage(confirmation: Confirmation): Html {
  const { heading: proposal } = confirmation;
  return page({
    title: `Recorded: ${proposal.title}`,
    main: html`${panel('Recorded', recordedSentence(confirmation))}
<p class="govuk-body-l">${proposal.title}</p>
${summaryList([{ name: 'Proposal', value: `${proposal.reference}, revision ${proposal.revision}` }, ...recordedFacts(confirmation)])}
${heading('What happens next')}
${nextSteps(confirmation).map(paragraph)}
${paragraph('This link cannot change what was recorded. If it was not you, or something is wrong, write to the person who sent the request, and name the reference above.')}`,
  });
}

function nextSteps(confirmation: Confirmation): readonly string[] {
  if (confirmation.kind === 'recusal-confirmation') {
    const { passedOn, borough } = confirmation;
    const who = passedOn
      ? `The request passes to the next eligible officer of ${borough}, who is asked in a mail of their own.`
      : `${borough} has no other eligible officer at present. The request waits until its deadline for one to be added.`;
    return [who, 'You are out of this proposal and will not be asked about it again.'];
  }
  const receipt = 'You get a receipt by mail, and you hear the outcome.';
  if (confirmation.kind === 'review-confirmation') return [`${statusNow(confirmation.status)}`, receipt];
  const { closesAt, status, answer, borough, revoked } = confirmation;
  if (revoked !== null) {
    return [
      `This approval was revoked at ${inWords(revoked.at)}: it counts as opting out, and what was held for it in the budget of ${borough} is free again.`,
      `The reason given: ${revoked.reason}`,
      statusNow(status),
    ];
  }
  const open = status === 'sign-off' && closesAt !== null;
  return [
    open
      ? `The other boroughs may answer until ${inWords(closesAt)}, or until all have answered.`
      : statusNow(confirmation.status),
    ...(answer.kind === 'approve' && open
      ? [`Until the outcome is known, the money that ${borough} may have to pay is held in its budget.`]
      : []),
    receipt,
  ];
}

function statusNow(status: Status): string {
  return `The proposal now: ${statusInWords[status]}.`;
}
