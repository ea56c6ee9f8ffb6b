import type { AnswerResult } from '../../../application/views/answer-result.ts';
import { changeTable } from '../../components/change-table.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { paragraph, questions, warning } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';

type Changed = Extract<AnswerResult, { kind: 'changed' }>;

/** R24, R29. An answer to what is no longer so: what changed, old against new; nothing was recorded. */
export function changedPage({ what, heading, changes }: Changed): Html {
  return page({
    title: `Changed meanwhile: ${heading.title}`,
    main: html`${pageHeading(`${heading.reference}, revision ${heading.revision}`, 'The proposal changed while you were answering')}
${warning('What you just sent was not recorded.')}
${what === 'shares' ? sharedAgain(changes) : changes.length > 0 ? replaced(changes) : otherRevision}
${paragraph(questions(heading))}`,
  });
}

/** R29. The same revision, whose cost was shared again. */
function sharedAgain(changes: Changed['changes']): Html {
  return html`${paragraph('A borough’s approval was revoked, so the cost was shared again among the others, and the figures are new. Open the link in your mail again, read what it shows now, and answer there.')}
${changeTable(changes, 'the boroughs signed off')}`;
}

function replaced(changes: Changed['changes']): Html {
  return html`${paragraph('It was about an earlier revision. If your borough has to answer again, the new request comes in a mail of its own; this link no longer acts.')}
${changeTable(changes, 'the revision that you answered')}`;
}

const otherRevision = paragraph(
  'The form that you sent belongs to another revision than this link does. Open the link in your mail again, read what it shows now, and answer there.',
);
