import type { LockedLink } from '../../../application/views/pages.ts';
import { maxWrongTries } from '../../../domain/codes/one-time-code.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { heading, paragraph, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { lockedInWords } from '../../words.ts';

const title = 'Too many wrong codes were entered';

/** What brought somebody here: the link, an answer that came when it was locked already, or the wrong code that locked it. */
type Occasion = 'opened' | 'answered' | 'wrong-code';

const recorded = {
  opened: 'No answer is recorded.',
  answered: 'What you just sent was not recorded.',
  'wrong-code': 'The code that you just sent was the last of them. What you sent with it was not recorded.',
} as const satisfies Record<Occasion, string>;

/** R26. A request that wrong codes have locked: until when, and what to do. Without any form, which could only fail. */
export function lockedPage(link: LockedLink, occasion: Occasion): Html {
  const { heading: proposal, borough, until, closesAt } = link;
  return page({
    title: `${title}: ${proposal.title}`,
    main: html`${pageHeading(proposal.reference, title)}
<p class="govuk-body-l">${proposal.title}</p>
${warning(`For the request of ${borough}, ${maxWrongTries} wrong codes were entered today. ${lockedInWords(link)}`)}
${paragraph(recorded[occasion])}
${heading('If it was you')}
${paragraph(
  until === null
    ? `No other link to this request helps. ${tell(proposal.reference, 'before it closes')}`
    : `From then on, open your link again, fill in the form and send it. Where your answer needs a code, we mail you a new one: those that were mailed before no longer count. The request closes at ${inWords(closesAt)}.`,
)}
${heading('If it was not you')}
${paragraph(`Unless a colleague who may answer for ${borough} entered them, somebody has a link that is not theirs. ${tell(proposal.reference, 'at once')}`)}`,
  });
}

function tell(reference: string, when: string): string {
  return `Tell the secretariat ${when}: reply to the mail that brought your link, and name ${reference}.`;
}
