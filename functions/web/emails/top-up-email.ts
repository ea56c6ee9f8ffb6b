import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { whoAgreed } from '../words.ts';
import { type EmailDocument, facts, linkAction, paragraph } from './email-document.ts';
import { linkIsPersonal, numberOf, questions } from './email-parts.ts';
import { dayInWords, shortBorough, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

type TopUp = ViewOf<'top-up'>;
type Recipient = NonNullable<TopUp['borough']>;

/** R5. To everyone invited and to the proposer: only money is missing, and until when it can be added. */
function topUpEmail(view: TopUp): EmailDocument {
  const { to, heading, until, shortfall, standings, borough } = view;
  const opening = `${wholePounds(shortfall)} missing, raise by ${dayInWords(until)}:`;
  return {
    subject: subject(borough === null ? opening : `${shortBorough(borough.name)}: ${opening}`, heading),
    to,
    blocks: [
      paragraph(
        `“${heading.title}” has enough approvals, but the amounts approved are ${formatPounds(shortfall)} less than the cost. It goes ahead as soon as that is covered. If it is not covered by ${inWords(until)}, it does not go ahead as it is.`,
      ),
      ...(borough === null
        ? [paragraph('We have told everyone who was invited. You do not need to do anything.')]
        : whatItCanDo(borough).map(paragraph)),
      facts(
        ['Missing', formatPounds(shortfall)],
        [borough === null ? 'Can be added until' : 'Decide by', inWords(until)],
        ['Total cost', formatPounds(heading.total)],
        ['Approved so far', whoAgreed(standings)],
        ['Reference', numberOf(heading)],
      ),
      ...(borough === null || borough.link === null
        ? []
        : [
            linkAction(borough.upTo === null ? 'Read and decide' : 'Change this decision', borough.link),
            linkIsPersonal,
          ]),
      questions(heading),
    ],
  };
}

/** What the borough's own limit does now, and what another one would do. */
function whatItCanDo(borough: Recipient): readonly string[] {
  const { name, answer, upTo, enough, officerLimit } = borough;
  const now =
    upTo === null
      ? `${name} ${standing[answer ?? 'silent']}. It can still join.`
      : `${name} approved up to ${formatPounds(upTo)}. It can raise that limit.`;
  if (answer === 'revoked')
    return [`${name} ${standing.revoked}, so it takes no part. We are telling you for information.`];
  if (enough === null) return [now, `${name} alone cannot make up what is missing.`];
  const limit = formatPounds(enough.limit);
  const does = `If ${name} approves up to ${limit}, that is enough, and the proposal goes ahead at once. ${name} then pays ${formatPounds(enough.pays)}. If it approves less, the others must add the rest.`;
  const above = officerLimit !== null && enough.limit > officerLimit;
  return [
    now,
    does,
    ...(above ? [`Your own limit is ${formatPounds(officerLimit)}, so you cannot approve that much.`] : []),
  ];
}

const standing = {
  approve: 'approved',
  decline: 'declined',
  'request-changes': 'asked for changes',
  revoked: 'had its approval withdrawn by the secretariat',
  'taken-back': 'took its approval back',
  silent: 'has not answered',
} as const satisfies Record<NonNullable<Recipient['answer']> | 'silent', string>;

/** The document of the email about a top-up. */
export const topUpDocuments = { 'top-up': topUpEmail } as const;
