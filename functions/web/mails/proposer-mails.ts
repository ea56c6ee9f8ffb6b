import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { listed as namesListed } from '../words.ts';
import { facts, linkAction, listed, type MailDocument, paragraph } from './mail-document.ts';
import { numberOf } from './mail-parts.ts';
import { dayInWords, subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** To the proposer: it is submitted, who is asked, and where to follow it (R25). */
export function submittedMail({ to, heading, link, closesAt, boroughs }: ViewOf<'submitted'>): MailDocument {
  return {
    subject: subject(`Submitted, answers due by ${dayInWords(closesAt)}`, heading, formatPounds(heading.total)),
    to,
    blocks: [
      paragraph(
        `“${heading.title}” is submitted. ${namesListed(boroughs.map(({ name }) => name))} are asked to sign it off, each for itself.`,
      ),
      facts(
        ['Answers are due by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Follow it', link),
      paragraph('This page only shows. It ends 90 days after the proposal does.'),
      ...listed(
        'Shares if everyone joins',
        boroughs.map(({ name, lead, asked }) => `${name}${lead ? ' (lead)' : ''}: ${formatPounds(asked)}`),
      ),
    ],
  };
}

/** R6, R7. To the proposer: what would have to change, and by when a new revision must come. */
export function changesRequestedMail({ to, heading, wishes, reviseBy }: ViewOf<'changes-requested'>): MailDocument {
  const verb = reviseBy === null ? 'Revise' : `Revise by ${dayInWords(reviseBy)}`;
  return {
    subject: subject(verb, heading, formatPounds(heading.total)),
    to,
    blocks: [
      paragraph(
        `“${heading.title}” was not carried as it is, and changes were asked for. Submit a new revision over the interface by which you submitted it${reviseBy === null ? '' : `, by ${inWords(reviseBy)}; otherwise it lapses`}.`,
      ),
      facts(['Total cost', formatPounds(heading.total)], ['Reference', numberOf(heading)]),
      ...listed(
        'What was asked for',
        wishes.map(({ borough, comment }) => `${borough}: ${comment}`),
      ),
    ],
  };
}
