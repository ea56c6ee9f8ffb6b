import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { type Confirmation, recordedFacts, recordedSentence } from '../confirmation/recorded-facts.ts';

/**
 * R1. An answer that does not replace the newest one, or comes when none may be replaced: what is recorded now, when, and
 * who gave it.
 */
export function differentAnswerPage(confirmation: Confirmation): Html {
  const { heading: proposal } = confirmation;
  return page({
    title: `A decision is already recorded: ${proposal.title}`,
    main: html`${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, 'Another answer is already recorded')}
${warning('The answer you just sent was not recorded.')}
${paragraph(html`This answer to “${proposal.title}” is already recorded: ${recordedSentence(confirmation)}.`)}
${heading('What was recorded')}
${summaryList(recordedFacts(confirmation))}
${paragraph(whatNow(confirmation))}`,
  });
}

function whatNow(confirmation: Confirmation): string {
  return confirmation.kind === 'sign-off-confirmation' && confirmation.change.kind === 'sign-off'
    ? `If you want to change ${confirmation.borough}’s decision, open the link in your email again, read what is recorded, and select “Change this decision”.`
    : 'If the recorded answer is wrong, reply to the email with this link and give the reference above.';
}
