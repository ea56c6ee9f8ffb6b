import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { capitalised, listed as namesListed, partnerOf } from '../words.ts';
import { type EmailDocument, facts, linkAction, listed, paragraph, writeAction } from './email-document.ts';
import { changeLines, numberOf } from './email-parts.ts';
import { dayInWords, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R25. To the proposer: it is submitted, who is asked, and where to see progress. */
function submittedEmail({ to, heading, link, closesAt, boroughs }: ViewOf<'submitted'>): EmailDocument {
  return {
    subject: subject(`Submitted, answers due by ${dayInWords(closesAt)}: ${wholePounds(heading.total)} for`, heading),
    to,
    blocks: [
      paragraph(
        `You submitted “${heading.title}”, which costs ${formatPounds(heading.total)}. We are asking ${namesListed(boroughs.map(({ name }) => name))} to sign it off. Each ${partnerOf(heading)} decides for itself.`,
      ),
      facts(
        ['Answers are due by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('See progress', link),
      paragraph(
        'You can read this page but not change anything. The link stops working 90 days after the proposal ends.',
      ),
      ...listed(
        `Shares if every ${partnerOf(heading)} joins`,
        boroughs.map(({ name, lead, asked }) => `${name}${lead ? ' (lead)' : ''}: ${formatPounds(asked)}`),
      ),
    ],
  };
}

/** R6, R7. To the proposer: which changes boroughs asked for, and the deadline for a new revision. */
function changesRequestedEmail({ to, heading, wishes, reviseBy }: ViewOf<'changes-requested'>): EmailDocument {
  const verb = reviseBy === null ? 'Revise' : `Revise by ${dayInWords(reviseBy)}`;
  return {
    subject: subject(`${verb}: ${wholePounds(heading.total)} for`, heading),
    to,
    blocks: [
      paragraph(
        `“${heading.title}”, which costs ${formatPounds(heading.total)}, did not get enough support as it is. ${capitalised(partnerOf(heading))}s asked for changes. Submit a new revision in the same way as you submitted the proposal${reviseBy === null ? '.' : `, by ${inWords(reviseBy)}. Otherwise the proposal lapses.`}`,
      ),
      facts(['Total cost', formatPounds(heading.total)], ['Reference', numberOf(heading)]),
      ...listed(
        'Changes asked for',
        wishes.map(({ borough, comment }) => `${borough}: ${comment}`),
      ),
    ],
  };
}

/** R7. To every proposer of the record: what a revision changed, who sent it, and whom it asks. */
function revisedEmail(view: ViewOf<'revised'>): EmailDocument {
  const { to, heading, progress, by, changes, asked, told, closesAt, replyTo } = view;
  const title = `“${heading.title}”, which costs ${formatPounds(heading.total)}`;
  return {
    subject: subject(`Revised, answers due by ${dayInWords(closesAt)}: ${wholePounds(heading.total)} for`, heading),
    to,
    blocks: [
      paragraph(
        `${by} sent a new revision of ${title}. ${progress === null ? `${heading.proposer.name} is now its proposer, and you are not.` : 'You are its proposer.'}`,
      ),
      paragraph(
        told.length === 0
          ? `We are asking ${namesListed(asked)} to decide on it.`
          : `${namesListed(told)} approved an earlier revision. ${told.length === 1 ? 'That approval stays' : 'Those approvals stay'} in force.${asked.length === 0 ? '' : ` We are asking ${namesListed(asked)} to decide.`}`,
      ),
      facts(
        ['Answers are due by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...(progress === null
        ? [writeAction('This revision is not right', replyTo, `This revision is not right: ${numberOf(heading)}`)]
        : [linkAction('See progress', progress)]),
      ...listed('What changed', changeLines(changes)),
      ...(progress === null
        ? []
        : [paragraph(`If you did not expect this revision, write to the secretariat: ${replyTo}`)]),
    ],
  };
}

/** The documents of the emails to the proposer alone. */
export const proposerDocuments = {
  submitted: submittedEmail,
  'changes-requested': changesRequestedEmail,
  revised: revisedEmail,
} as const;
