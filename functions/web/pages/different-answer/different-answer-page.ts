import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { type Confirmation, recordedFacts, recordedSentence } from '../confirmation/recorded-facts.ts';

/** R1. A second, different answer by a link that was used: what stands, when and by whom it was given. */
export function differentAnswerPage(confirmation: Confirmation): Html {
  const { heading: proposal } = confirmation;
  return page({
    title: `An answer stands already: ${proposal.title}`,
    main: html`${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, 'A different answer is already recorded')}
${warning('What you just sent was not recorded.')}
${paragraph(html`On “${proposal.title}” this answer stands: ${recordedSentence(confirmation)}.`)}
${heading('What was recorded')}
${summaryList(recordedFacts(confirmation))}
${paragraph('One request takes one answer. If what is recorded is wrong, write to the person who sent the request, and name the reference above.')}`,
  });
}
