import type { LockedLink } from '../../../application/views/pages.ts';
import { maxWrongTries } from '../../../domain/codes/one-time-code.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { heading, paragraph, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { lockedInWords } from '../../words.ts';

const title = 'Too many wrong codes were entered';

/** Why somebody sees the page: they opened the link, they answered a locked request, or their wrong code locked it. */
type Occasion = 'opened' | 'answered' | 'wrong-code';

const recorded = {
  opened: 'No answer has been recorded.',
  answered: 'The answer you just sent was not recorded.',
  'wrong-code': 'The code you just sent was wrong. The answer you sent with it was not recorded.',
} as const satisfies Record<Occasion, string>;

/** R26. A request that wrong codes have locked: until when, and what to do. A form could only fail. */
export function lockedPage(link: LockedLink, occasion: Occasion): Html {
  const { heading: proposal, borough, until, closesAt } = link;
  return page({
    title: `${title}: ${proposal.title}`,
    main: html`${pageHeading(proposal.reference, title)}
<p class="govuk-body-l">${proposal.title}</p>
${warning(`${maxWrongTries} wrong codes were entered today for ${borough}’s request. ${lockedInWords(link)}`)}
${paragraph(recorded[occasion])}
${heading('If it was you')}
${paragraph(
  until === null
    ? `Another link will not help. ${tell(proposal.reference, 'before the request closes')}`
    : `Once the request is unlocked, open your link again, fill in the form and send it. If your answer needs a code, we will email you a new one. Earlier codes no longer work. The request closes at ${inWords(closesAt)}.`,
)}
${heading('If it was not you')}
${paragraph(`Ask your colleagues who can answer for ${borough} whether they entered the codes. If they did not, someone else has a link to this request. ${tell(proposal.reference, 'now')}`)}`,
  });
}

function tell(reference: string, when: string): string {
  return `Tell the secretariat ${when}: reply to the email that had your link in it, and give the reference ${reference}.`;
}
