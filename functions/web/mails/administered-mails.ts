import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { Status } from '../../domain/vocabulary/proposal.ts';
import { answered, bothFigures, listed as namesListed, whoAgreed } from '../words.ts';
import { facts, linkAction, listed, type MailDocument, paragraph, typed } from './mail-document.ts';
import { numberOf, questions } from './mail-parts.ts';
import { dayInWords, subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R5. To an officer who holds the request: there is more time, and a link of its own. */
export function extendedMail({ to, link, page, reason }: ViewOf<'extended'>): MailDocument {
  const { heading, borough, asked, mostItCanBecome, closesAt } = page;
  return {
    subject: subject(`More time, decide by ${dayInWords(closesAt)}`, heading, `up to ${formatPounds(mostItCanBecome)}`),
    to,
    blocks: [
      paragraph(
        `There is more time to decide for ${borough.name}, whether it shares in the cost of “${heading.title}”. No answer is recorded yet.`,
      ),
      facts(
        ['Decide by', inWords(closesAt)],
        [`${borough.name}’s share`, bothFigures(asked, mostItCanBecome)],
        ['Total cost', formatPounds(heading.total)],
        ['Who has agreed', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and decide', link),
      paragraph(
        'The link is for you alone and answers in your name: please do not pass it on. You need no account, and opening it changes nothing.',
      ),
      ...typed('Why there is more time', reason),
      questions(heading),
    ],
  };
}

/** R5. To whoever has answered, and to the proposer: the others have more time. */
export function extendedNoticeMail(view: ViewOf<'extended-notice'>): MailDocument {
  const { to, heading, closesAt, reason, answered: given } = view;
  const until = `The boroughs that have not answered yet may do so until ${inWords(closesAt)}.`;
  const upTo = given?.upTo ?? null;
  return {
    subject: subject(
      `Extended to ${dayInWords(closesAt)}${given === null ? '' : ', your answer stands'}`,
      heading,
      upTo === null ? formatPounds(heading.total) : `up to ${formatPounds(upTo)}`,
    ),
    to,
    blocks: [
      paragraph(`The time to answer about “${heading.title}” was extended. ${until}`),
      ...(given === null
        ? []
        : [
            paragraph(
              `${given.borough} ${answered(given.kind, given.upTo)}: that stands, and you need not do anything.`,
            ),
          ]),
      facts(
        ['Answers are due by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...typed('Why there is more time', reason),
      questions(heading),
    ],
  };
}

/** R29. To the borough’s officers and to the proposer: its approval was revoked, why, and what follows. */
export function approvalRevokedMail(view: ViewOf<'approval-revoked'>): MailDocument {
  const { to, heading, borough, upTo, at, reason, status } = view;
  return {
    subject: subject(`Approval of ${borough} revoked`, heading, upTo === null ? null : `up to ${formatPounds(upTo)}`),
    to,
    blocks: [
      paragraph(
        `The secretariat revoked the approval of “${heading.title}” by ${borough}. It counts as opting out, and what was held for it in the budget of ${borough} is free again.`,
      ),
      paragraph(whatFollows[status]),
      facts(
        ...(upTo === null ? [] : [[`${borough} had approved up to`, formatPounds(upTo)] as const]),
        ['Revoked at', inWords(at)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...typed('Reason', reason),
      questions(heading),
    ],
  };
}

const ended = 'The proposal does not stay open without it. Everyone invited hears the outcome in a mail of its own.';
const whatFollows = {
  'sign-off': 'The other boroughs may go on answering; a new revision would ask this one again.',
  'changes-requested': 'If a new revision comes, this borough is asked again.',
  'roi-review':
    'The others still carry it within what each of them approved: the cost was shared again among them, and the review goes on with the new figures.',
  'needs-attention': 'The proposal needs attention, and the secretariat sees it.',
  settling: ended,
  funded: 'The others carried it without this borough.',
  closed: 'The others carried it without this borough.',
  'not-funded': ended,
  lapsed: ended,
  withdrawn: ended,
} as const satisfies Record<Status, string>;

/** R10, R29. To every contributor: what it pays since the cost was shared again. */
export function sharedAgainMail(view: ViewOf<'shared-again'>): MailDocument {
  const { to, heading, borough, amount, before, upTo, revoked, contributions } = view;
  return {
    subject: subject('Shared again', heading, `${borough} pays ${formatPounds(amount)}`),
    to,
    blocks: [
      paragraph(
        `The approval of “${heading.title}” by ${namesListed(revoked)} was revoked, so the cost was shared again among those who still take part. Nobody pays more than it approved, and you need not do anything.`,
      ),
      facts(
        [`${borough} pays`, formatPounds(amount)],
        ['Before, it was to pay', formatPounds(before)],
        [`${borough} approved up to`, formatPounds(upTo)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...listed(
        'What each borough pays',
        contributions.map((each) => `${each.borough}: ${formatPounds(each.amount)}`),
      ),
      questions(heading),
    ],
  };
}
