import type { SignOffConfirmation, SignOffPage } from '../../application/views/pages.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { bothFigures, person, whoAgreed } from '../words.ts';
import {
  type Block,
  facts,
  linkAction,
  listed,
  type MailDocument,
  paragraph,
  typed,
  writeAction,
} from './mail-document.ts';
import { changeLines, numberOf, questions, recordLines } from './mail-parts.ts';
import { dayInWords, subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R1, R9. Asks an officer to decide; reminders say the same, and carry a link of their own. */
export function signOffRequestMail({ mail, to, link, page }: ViewOf<'sign-off-request'>): MailDocument {
  const { heading, borough, asked, mostItCanBecome, closesAt } = page;
  const reminder = mail === 'sign-off-reminder';
  const verb = `${reminder ? 'Reminder: decide' : 'Decide'} by ${dayInWords(closesAt)}`;
  return {
    subject: subject(verb, heading, `up to ${formatPounds(mostItCanBecome)}`),
    to,
    blocks: [
      paragraph(
        `${person(heading.proposer.name, heading.leadBorough)} asks you to decide for ${borough.name}, whether it shares in the cost of “${heading.title}”.${reminder ? ' No answer is recorded yet.' : ''}`,
      ),
      ...behalf(page),
      facts(
        ['Decide by', inWords(closesAt)],
        [`${borough.name}’s share`, `${bothFigures(asked, mostItCanBecome)}`],
        ['Total cost', formatPounds(heading.total)],
        ['Who has agreed', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and decide', link),
      paragraph(
        'The link is for you alone and answers in your name: please do not pass it on. You need no account, and opening it changes nothing.',
      ),
      ...typed('What is proposed', heading.summary),
      ...listed(`What changed since revision ${heading.revision - 1}`, changeLines(page.changes)),
      questions(heading),
    ],
  };
}

function behalf({ officer, borough }: SignOffPage): readonly Block[] {
  if (officer.onBehalfOf === null) return [];
  return [paragraph(`You are asked on behalf of ${person(officer.onBehalfOf, borough.name)}, who is absent.`)];
}

/** R7. To a borough whose approval stands although the proposal was revised, or which the revision no longer invites. */
export function revisionNoticeMail({ to, heading, borough, changes, answer }: ViewOf<'revision-notice'>): MailDocument {
  const upTo = answer?.upTo ?? null;
  return {
    subject: subject(
      answer === null ? 'Revised without you' : 'Revised, your answer stands',
      heading,
      upTo === null ? null : `up to ${formatPounds(upTo)}`,
    ),
    to,
    blocks: [
      paragraph(
        answer === null
          ? `“${heading.title}” was revised, and ${borough} is no longer invited. Whatever is held for it in its budget goes free when the proposal is settled, and you need not do anything.`
          : `“${heading.title}” was revised. Nothing that ${borough} would have to decide again has changed, so its answer stands and you need not do anything.`,
      ),
      facts(
        ...(upTo === null ? [] : [[`${borough} approved up to`, formatPounds(upTo)] as const]),
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...listed('What changed', changeLines(changes)),
      questions(heading),
    ],
  };
}

const youDid = {
  approve: 'you approved',
  decline: 'you declined',
  'request-changes': 'you asked for changes',
} as const satisfies Record<SignOffConfirmation['answer']['kind'], string>;

/** R20. To whoever answered: the number and the hash of the record, and one action. */
export function signOffReceiptMail(view: ViewOf<'sign-off-receipt'>): MailDocument {
  const { to, confirmation, chainHash, replyTo } = view;
  const { heading, answer, borough } = confirmation;
  return {
    subject: subject(`Recorded, ${youDid[answer.kind]}`, heading, amount(confirmation)),
    to,
    blocks: [
      paragraph(`Your answer for ${borough} on “${heading.title}” is recorded.`),
      ...recordLines(confirmation, chainHash),
      writeAction('This was not me', replyTo, `This was not me: ${answer.record}`),
      paragraph('If it was you, there is nothing to do. You hear the outcome by mail.'),
    ],
  };
}

/** R20. A copy of an approval to the borough's finance officers. */
export function approvalCopyMail({ to, confirmation, chainHash, replyTo }: ViewOf<'approval-copy'>): MailDocument {
  const { heading, answer, borough, by } = confirmation;
  return {
    subject: subject(`Approved for ${borough}`, heading, amount(confirmation)),
    to,
    blocks: [
      paragraph(
        `${by} approved “${heading.title}” for ${borough}. Up to the amount below is held in its budgets until the outcome is known.`,
      ),
      ...recordLines(confirmation, chainHash),
      writeAction('This is not right', replyTo, `This is not right: ${answer.record}`),
    ],
  };
}

function amount({ answer }: SignOffConfirmation): string | null {
  return answer.upTo === null ? null : `up to ${formatPounds(answer.upTo)}`;
}
