import type { ChangedPage } from '../../../application/views/pages.ts';
import type { PartnerWord } from '../../../domain/vocabulary/partner.ts';
import { changeTable } from '../../components/change-table.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { paragraph, questions, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { partnerOf } from '../../words.ts';

/** R24, R29. An answer to figures that have changed since: what changed, old against new. Nothing was recorded. */
export function changedPage({ what, heading, changes }: ChangedPage): Html {
  return page({
    title: `The proposal has changed: ${heading.title}`,
    main: html`${pageHeading(`${heading.reference}, revision ${heading.revision}`, 'The proposal changed while you were answering')}
${warning('The answer you just sent was not recorded.')}
${what === 'shares' ? sharedAgain(changes, partnerOf(heading)) : changes.length > 0 ? replaced(changes) : otherRevision}
${paragraph(questions(heading))}`,
  });
}

/** R29. The same revision, whose cost was shared again. */
function sharedAgain(changes: ChangedPage['changes'], partner: PartnerWord): Html {
  return html`${paragraph(`The secretariat withdrew a ${partner}’s approval, so we shared the cost again among the others. The figures have changed. Open the link in your email again, read the new figures, and answer there.`)}
${changeTable(changes, `the ${partner}s signed off`)}`;
}

function replaced(changes: ChangedPage['changes']): Html {
  return html`${paragraph('Your answer was about an earlier revision. If you have to answer again, we send the new request in a separate email. This link no longer works.')}
${changeTable(changes, 'the revision you answered')}`;
}

const otherRevision = paragraph(
  'The form you sent was for a different revision of the proposal. Open the link in your email again, read the page, and answer there.',
);
