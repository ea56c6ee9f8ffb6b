import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { person, ratioOrWhy, reviewed, whoAgreed } from '../words.ts';
import { facts, linkAction, listed, type MailDocument, paragraph, typed, writeAction } from './mail-document.ts';
import { changeLines, numberOf, questions, recordLines } from './mail-parts.ts';
import { dayInWords, subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R17. Asks a reviewer whether they recommend it; reminders say the same, and carry a link of their own. */
export function reviewRequestMail({ mail, to, link, page }: ViewOf<'review-request'>): MailDocument {
  const { heading, borough, closesAt, appraisal } = page;
  const reminder = mail === 'review-reminder';
  const verb = `${reminder ? 'Reminder: review' : 'Review'} by ${dayInWords(closesAt)}`;
  return {
    subject: subject(verb, heading, formatPounds(heading.total)),
    to,
    blocks: [
      paragraph(
        `${person(heading.proposer.name, heading.leadBorough)} asks you to review for ${borough.name} the return on “${heading.title}”. The boroughs have signed it off; your review comes before the money is committed.${reminder ? ' No review of yours is recorded yet.' : ''}`,
      ),
      ...(page.needsValueJudgement
        ? [
            paragraph(
              'By its figures alone it does not pay: the benefit-cost ratio is below 1, or the net present social value below £0. Your reasons are the value judgement on it.',
            ),
          ]
        : []),
      facts(
        ['Answer by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        ['Net present social value', formatPounds(appraisal.npsv)],
        ['Benefit-cost ratio', ratioOrWhy(appraisal.bcr)],
        ['Who has agreed', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and review', link),
      paragraph(
        'The link is for you alone and answers in your name: please do not pass it on. You need no account, and opening it changes nothing.',
      ),
      ...typed('What is proposed', heading.summary),
      ...listed('What changed since the boroughs signed off', changeLines(page.changes)),
      questions(heading),
    ],
  };
}

/** R20. To the reviewer: the number and the hash of the record, and one action. */
export function reviewReceiptMail({ to, confirmation, chainHash, replyTo }: ViewOf<'review-receipt'>): MailDocument {
  const { heading, answer, borough } = confirmation;
  return {
    subject: subject(`Recorded, ${borough} ${reviewed[answer.kind]}`, heading, null),
    to,
    blocks: [
      paragraph(`Your review of “${heading.title}” for ${borough} is recorded.`),
      ...recordLines(confirmation, chainHash),
      writeAction('This was not me', replyTo, `This was not me: ${answer.record}`),
      paragraph('If it was you, there is nothing to do. You hear the outcome by mail.'),
    ],
  };
}
