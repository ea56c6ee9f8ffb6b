import { dateInWords, inWords, londonDate } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import type { Status } from '../../domain/vocabulary/proposal.ts';
import { answeredAbout, bothFigures, listed as namesListed, partnerOf, whoAgreed } from '../words.ts';
import { type EmailDocument, facts, linkAction, listed, paragraph, typed, writeAction } from './email-document.ts';
import { linkIsPersonal, numberOf, questions } from './email-parts.ts';
import { briefBorough, dayInWords, shortBorough, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R5. To an officer with an open request: there is more time, and a new personal link. */
function extendedEmail({ to, link, page, reason }: ViewOf<'extended'>): EmailDocument {
  const { heading, borough, asked, suggestedLimit, closesAt } = page;
  return {
    subject: subject(
      `More time, by ${dayInWords(closesAt)}: ${briefBorough(borough.name)} up to ${wholePounds(suggestedLimit)} for`,
      heading,
    ),
    to,
    blocks: [
      paragraph(
        `You have more time to decide whether ${borough.name} pays up to ${formatPounds(suggestedLimit)} towards “${heading.title}”. ${borough.name} has not answered yet.`,
      ),
      facts(
        ['Decide by', inWords(closesAt)],
        [`${borough.name}’s share`, bothFigures(asked, suggestedLimit, partnerOf(heading))],
        ['Total cost', formatPounds(heading.total)],
        ['Approved so far', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and decide', link),
      linkIsPersonal,
      ...typed('Why there is more time', reason),
      questions(heading),
    ],
  };
}

/** R5. To those who have answered and to the proposer: the others have more time. */
function extendedNoticeEmail(view: ViewOf<'extended-notice'>): EmailDocument {
  const { to, heading, closesAt, reason, answered: given } = view;
  const title = `“${heading.title}”`;
  const until = `The ${partnerOf(heading)}s that have not answered yet can do so until ${inWords(closesAt)}.`;
  return {
    subject: subject(`Deadline now ${dayInWords(closesAt)}:${extendedAmount(view)}`, heading),
    to,
    blocks: [
      ...(given === null
        ? [paragraph(`There is more time to answer about ${title}, which costs ${formatPounds(heading.total)}.`)]
        : [
            paragraph(
              `${given.borough} ${answeredAbout(given.kind, given.upTo, title)}. That answer still counts, and you do not need to do anything.`,
            ),
          ]),
      paragraph(until),
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

function extendedAmount({ answered: given, heading }: ViewOf<'extended-notice'>): string {
  if (given === null) return ` ${wholePounds(heading.total)} for`;
  return given.upTo === null ? '' : ` up to ${wholePounds(given.upTo)} for`;
}

/** R29. To the borough’s officers and to the proposer: its approval was revoked, why, and what follows. */
function approvalRevokedEmail(view: ViewOf<'approval-revoked'>): EmailDocument {
  const { to, heading, borough, upTo, at, reason, status } = view;
  return {
    subject: subject(`${shortBorough(borough)}’s approval withdrawn:`, heading),
    to,
    blocks: [
      paragraph(
        `The secretariat withdrew ${borough}’s approval${upTo === null ? '' : ` of up to ${formatPounds(upTo)}`} for “${heading.title}” on ${dateInWords(londonDate(at))}. ${borough} now takes no part, and the money held for it in its budget has been released.`,
      ),
      paragraph(whatFollows[status](borough, partnerOf(heading))),
      facts(
        ...(upTo === null ? [] : [[`${borough} had approved up to`, formatPounds(upTo)] as const]),
        ['Withdrawn', inWords(at)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...typed('Reason', reason),
      questions(heading),
    ],
  };
}

const ended = () =>
  'The proposal cannot go on without this approval. We will email the outcome to everyone who was invited.';
const withoutIt = (borough: string, partner: PartnerWord) =>
  `The other ${partner}s fund the proposal without ${borough}.`;
const whatFollows = {
  'sign-off': (borough, partner) =>
    `The other ${partner}s can still answer. If the proposal is revised, we will ask ${borough} again.`,
  'changes-requested': (borough) => `If the proposal is revised, we will ask ${borough} again.`,
  'roi-review': (_, partner) =>
    `The other ${partner}s still cover the cost within the amounts they approved. We shared the cost again among them, and the review continues with the new figures.`,
  confirming: (borough, partner) =>
    `When the time to confirm ends, we work out whether the other ${partner}s can go on without ${borough}, and what each of them pays.`,
  'needs-attention': () => 'The proposal has stopped and needs the secretariat’s attention.',
  settling: ended,
  funded: withoutIt,
  closed: withoutIt,
  'not-funded': ended,
  lapsed: ended,
  withdrawn: ended,
} as const satisfies Record<Status, (borough: string, partner: PartnerWord) => string>;

/** R10, R29. To every contributor: what it pays after the cost was shared again. */
function sharedAgainEmail(view: ViewOf<'shared-again'>): EmailDocument {
  const { to, heading, borough, amount, before, upTo, revoked, contributions } = view;
  return {
    subject: subject(`${shortBorough(borough)} now pays ${wholePounds(amount)} for`, heading),
    to,
    blocks: [
      paragraph(
        `${borough} now pays ${formatPounds(amount)} towards “${heading.title}”. The secretariat withdrew the approval of ${namesListed(revoked)}, so we shared the cost again among the ${partnerOf(heading)}s that still take part. No ${partnerOf(heading)} pays more than it approved. You do not need to do anything.`,
      ),
      facts(
        [`${borough} now pays`, formatPounds(amount)],
        ['Share before', formatPounds(before)],
        [`${borough} approved up to`, formatPounds(upTo)],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...listed(
        `What each ${partnerOf(heading)} pays`,
        contributions.map((each) => `${each.borough}: ${formatPounds(each.amount)}`),
      ),
      questions(heading),
    ],
  };
}

/** R8. To an officer whom a submission bars: why, and how to tell the secretariat and the lead that it is wrong. */
function barredEmail({ to, heading, borough, proposer, replyTo }: ViewOf<'barred'>): EmailDocument {
  const why = proposer ? 'names you as its proposer' : 'was sent with a key that names you as its holder';
  const wrong = `I did not write this proposal: ${numberOf(heading)}`;
  const lead = heading.proposer.email;
  // The named proposer would only write to their own address.
  const tellsLead = lead !== '' && !proposer;
  return {
    subject: subject(`You cannot decide: ${wholePounds(heading.total)} for`, heading),
    to,
    blocks: [
      paragraph(
        `“${heading.title}”, which costs ${formatPounds(heading.total)}, ${why}. Nobody decides on their own proposal, so you cannot answer or review it for ${borough}. We ask the next officer of ${borough} instead.`,
      ),
      facts(
        [`Lead ${partnerOf(heading)}`, heading.leadBorough],
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      paragraph('If this is right, you do not need to do anything.'),
      writeAction('This is wrong', tellsLead ? [replyTo, lead] : replyTo, wrong),
      paragraph(
        tellsLead
          ? `Your email goes to the secretariat and to ${heading.leadBorough}, the lead ${partnerOf(heading)}.`
          : 'Your email goes to the secretariat.',
      ),
      paragraph('You cannot decide until the secretariat lifts this on the record.'),
    ],
  };
}

/** The documents of the emails about what the secretariat did to a proposal, or can put right. */
export const administeredDocuments = {
  barred: barredEmail,
  extended: extendedEmail,
  'extended-notice': extendedNoticeEmail,
  'approval-revoked': approvalRevokedEmail,
  'shared-again': sharedAgainEmail,
} as const;
