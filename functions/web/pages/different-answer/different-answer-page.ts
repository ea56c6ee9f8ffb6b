import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { type Confirmation, recordedFacts, recordedSentence } from '../confirmation/recorded-facts.ts';

/** R1. A second, different answer through a used link: what is recorded, when, and who gave it. */
export function differentAnswerPage(confirmation: Confirmation): Html {
  const { heading: proposal } = confirmation;
  return page({
    title: `You have already answered: ${proposal.title}`,
    main: html`${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, 'You have already given a different answer')}
${warning('The answer you just sent was not recorded.')}
${paragraph(html`This answer to “${proposal.title}” is already recorded: ${recordedSentence(confirmation)}.`)}
${heading('What was recorded')}
${summaryList(recordedFacts(confirmation))}
${paragraph('You can answer a request only once. If the recorded answer is wrong, reply to the email with this link and give the reference above.')}`,
  });
}
