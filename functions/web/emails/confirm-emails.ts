import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { adviceInWords, calledInForLong, longerThanAdvice, partnerOf, reviewed, saidInWords } from '../words.ts';
import { type EmailDocument, facts, linkAction, listed, paragraph, typed, writeAction } from './email-document.ts';
import { linkIsPersonal, numberOf, questions } from './email-parts.ts';
import { dayInWords, shortBorough, subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R17, R29. Asks an officer to confirm, or says that a key decision may be called in. Reminders say the same. */
function confirmRequestEmail({ mail, to, link, page }: ViewOf<'confirm-request'>): EmailDocument {
  const { heading, borough, topUp, advice, callInUntil, calledInUntil, without, closesAt, contribution } = page;
  const reminder = mail === 'confirm-reminder' ? 'Reminder: ' : '';
  const verb = `${reminder}${reminder === '' ? 'Confirm' : 'confirm'} by ${dayInWords(closesAt)} for ${shortBorough(borough.name)}`;
  return {
    subject: subject(`${verb}:`, heading),
    to,
    blocks: [
      paragraph(`The ${partnerOf(heading)}s approved “${heading.title}”. It is not funded yet.`),
      ...(topUp === null
        ? []
        : [
            paragraph(
              `Not every ${partnerOf(heading)} that approved still takes part. The limits of the others are together ${formatPounds(topUp.shortfall)} less than the cost. ${borough.name} can raise its limit until ${inWords(topUp.until)}. If money is still missing then, the proposal is not funded.`,
            ),
          ]),
      ...(advice === null || topUp !== null
        ? []
        : [
            paragraph(
              `${adviceInWords(advice.outcome)} ${borough.name} can take its approval back until ${inWords(advice.until)}.${longerThanAdvice(advice.until, closesAt)}`,
            ),
            paragraph(
              borough.lead
                ? `${borough.name} leads the proposal, so you must say whether it goes on. If you say nothing, the proposal is not funded.`
                : `If ${borough.name} stays in, you do not need to do anything.`,
            ),
          ]),
      ...(callInUntil === null
        ? []
        : [
            paragraph(
              `${borough.name}’s approval is a key decision. Its councillors can call it in before ${inWords(callInUntil)}. If they do, tell us with the link below. If they do not, you do not need to do anything.`,
            ),
          ]),
      ...(calledInUntil === null
        ? []
        : [
            paragraph(
              `${borough.name}’s decision is called in. If the call-in is not over by ${inWords(calledInUntil)}, it counts as taking the approval back. Tell us with the link below when it is over.`,
            ),
          ]),
      ...(without.length === 0
        ? []
        : [paragraph(`${calledInForLong(without)} You can go on without ${without.length === 1 ? 'it' : 'them'}.`)]),
      facts(
        ['Answer by', inWords(closesAt)],
        [`${borough.name} pays`, formatPounds(contribution)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and answer', link),
      linkIsPersonal,
      ...listed(
        'What the reviewers wrote',
        (advice?.reviews ?? []).map((each) => `${each.borough} ${reviewed[each.answer]}: ${each.reasons}`),
      ),
      questions(heading),
    ],
  };
}

/** R17, R29. To the proposer: why the money is not committed yet. */
function confirmingEmail({ to, heading, advice, callIns, until, revisionsLeft }: ViewOf<'confirming'>): EmailDocument {
  const revise =
    revisionsLeft > 0
      ? 'You can submit a new revision until then, which begins a new round, or withdraw the proposal.'
      : 'You can withdraw the proposal until then.';
  return {
    subject: subject('Approved, not funded yet:', heading),
    to,
    blocks: [
      paragraph(`The ${partnerOf(heading)}s approved “${heading.title}”. It is not funded yet.`),
      ...(advice === null
        ? []
        : [
            paragraph(
              `${adviceInWords(advice.outcome)} We have asked every ${partnerOf(heading)} that pays whether it stays in. The lead ${partnerOf(heading)} must say that it goes on.`,
            ),
          ]),
      ...listed(
        'Key decisions that councillors can still call in',
        callIns.map(({ borough, until: end }) => `${borough}, before ${inWords(end)}`),
      ),
      paragraph(`We will email you the outcome after ${inWords(until)}. ${revise}`),
      facts(['Total cost', formatPounds(heading.total)], ['Reference', numberOf(heading)]),
      ...listed(
        'What the reviewers wrote',
        (advice?.reviews ?? []).map((each) => `${each.borough} ${reviewed[each.answer]}: ${each.reasons}`),
      ),
    ],
  };
}

/** R20, R29. A receipt to who said it, or news to the others whom it concerns. */
function confirmNewsEmail({ mail, to, heading, word, until, replyTo }: ViewOf<'confirm-news'>): EmailDocument {
  const receipt = mail === 'confirm-receipt';
  const next =
    until === null
      ? 'We will email you the outcome.'
      : `The ${partnerOf(heading)}s’ time to confirm ends at ${inWords(until)}. Then we work out whether the proposal goes on, and email you the outcome.`;
  return {
    subject: subject(`${receipt ? 'Receipt: ' : ''}${opening(word)}`, heading),
    to,
    blocks: [
      paragraph(
        receipt
          ? `We recorded this about “${heading.title}”: ${saidInWords(word)}. Please keep this email as your receipt.`
          : `${saidInWords(word)}. This is about “${heading.title}”.`,
      ),
      facts(['Recorded', inWords(word.at)], ['By', word.by], ['Reference', numberOf(heading)]),
      ...typed('Reasons', word.reasons),
      ...(receipt ? [writeAction('This was not me', replyTo, `This was not me: ${numberOf(heading)}`)] : []),
      paragraph(next),
    ],
  };
}

/** The beginning of the subject, before the title. */
function opening({ kind, borough }: ViewOf<'confirm-news'>['word']): string {
  const name = shortBorough(borough);
  const openings = {
    'go-on': `${name} goes on with`,
    'go-on-without': `goes on without ${name}:`,
    'take-back': `${name} took its approval back:`,
    'call-in': `${name}’s decision called in:`,
    release: `${name}’s call-in is over:`,
    raise: `${name} raised its limit:`,
  } as const satisfies Record<typeof kind, string>;
  return openings[kind];
}

/** The documents of the emails while a carried proposal waits. */
export const confirmDocuments = {
  confirming: confirmingEmail,
  'confirm-request': confirmRequestEmail,
  'confirm-reminder': confirmRequestEmail,
  'confirm-receipt': confirmNewsEmail,
  'confirm-news': confirmNewsEmail,
} as const;
