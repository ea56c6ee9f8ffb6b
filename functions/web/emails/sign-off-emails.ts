import type { RecordedAnswer, SignOffPage } from '../../application/views/pages.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { dropOutsInWords, lastInWords, whyLive } from '../limit-words.ts';
import { roundNowInWords, silenceInWords } from '../round-words.ts';
import { decidedBefore, heldUntilThen, oldAndNew } from '../set-aside-words.ts';
import { answered, answeredAbout, bothFigures, partnerOf, person, whoAgreed } from '../words.ts';
import {
  type Block,
  type EmailDocument,
  facts,
  linkAction,
  listed,
  paragraph,
  typed,
  writeAction,
} from './email-document.ts';
import { changeLines, linkIsPersonal, numberOf, questions, recordLines } from './email-parts.ts';
import { briefBorough, dayInWords, shortBorough, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R1, R9. Asks an officer to decide. Reminders say the same, and carry a new personal link. */
function signOffRequestEmail({ mail, to, link, page }: ViewOf<'sign-off-request'>): EmailDocument {
  const { heading, borough, asked, live, suggestedLimit, closesAt } = page;
  const last = lastInWords(page);
  const reminder = mail === 'sign-off-reminder';
  const verb = `${reminder ? 'Reminder,' : 'Decide'} by ${dayInWords(closesAt)}`;
  return {
    subject: subject(`${verb}: ${briefBorough(borough.name)} up to ${wholePounds(suggestedLimit)} for`, heading),
    to,
    blocks: [
      ...setAsideBlocks(page),
      paragraph(
        `${person(heading.proposer.name, heading.leadBorough)} asks you to decide whether ${borough.name} pays up to ${formatPounds(suggestedLimit)} towards “${heading.title}”.${reminder ? ` ${borough.name} has not answered yet.` : ''}`,
      ),
      ...behalf(page),
      facts(
        ['Decide by', inWords(closesAt)],
        [`${borough.name}’s share`, `${bothFigures(asked, suggestedLimit, partnerOf(heading))}`],
        ...(live === null
          ? []
          : [['Share as things are now', `${formatPounds(live.amount)}, ${whyLive(live)}`] as const]),
        ['Total cost', formatPounds(heading.total)],
        ['Approved so far', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      ...[...roundNowInWords(page), ...silenceInWords(page)].map(paragraph),
      paragraph(dropOutsInWords(page)),
      ...(last === null ? [] : [paragraph(last)]),
      linkAction('Read and decide', link),
      linkIsPersonal,
      ...typed('What is proposed', heading.summary),
      ...listed(`What changed since revision ${page.comparedWith}`, changeLines(page.changes)),
      questions(heading),
    ],
  };
}

/** R7. What the borough had decided, that the money is held, why it is asked again, and old against new figures. */
function setAsideBlocks({ setAside, borough: { name }, partner }: SignOffPage): readonly Block[] {
  if (setAside === null) return [];
  return [
    paragraph(decidedBefore(setAside, name)),
    paragraph(heldUntilThen(setAside, name)),
    ...listed(`Why ${name} is asked again`, setAside.why),
    facts(
      ...oldAndNew(setAside, name, partner).map(
        ({ name: figure, before, now }) => [figure, `${before} in revision ${setAside.revision}, now ${now}`] as const,
      ),
    ),
  ];
}

function behalf({ officer, borough }: SignOffPage): readonly Block[] {
  if (officer.onBehalfOf === null) return [];
  return [paragraph(`We are asking you on behalf of ${person(officer.onBehalfOf, borough.name)}, who is absent.`)];
}

/** R7. To a borough whose approval still counts after a revision, or which the revision no longer invites. */
function revisionNoticeEmail(view: ViewOf<'revision-notice' | 'approval-kept'>): EmailDocument {
  const { to, heading, borough, changes, answer } = view;
  const upTo = answer?.upTo ?? null;
  return {
    subject: subject(
      answer === null
        ? `${shortBorough(borough)} is no longer asked:`
        : `Revised, ${briefBorough(borough)} stays in:${upTo === null ? '' : ` up to ${wholePounds(upTo)} for`}`,
      heading,
    ),
    to,
    blocks: [
      paragraph(
        answer === null
          ? `The proposer revised “${heading.title}”. ${borough} is no longer asked to take part. Any money held for it in ${borough}’s budget is released when the proposal ends. You do not need to do anything.`
          : `${borough} approved ${upTo === null ? '' : `up to ${formatPounds(upTo)} for `}“${heading.title}”${answer.answeredRevision === undefined ? '' : ` in revision ${answer.answeredRevision}`}, which has now been revised. The approval still counts, because nothing has changed that ${borough} would have to decide again. ${borough} still pays no more than it approved. You do not need to do anything.`,
      ),
      facts(
        ...(upTo === null ? [] : [[`${borough} approved up to`, formatPounds(upTo)] as const]),
        ...(answer === null ? [] : [['Record number', answer.record] as const]),
        ['Total cost', formatPounds(heading.total)],
        ['Reference', numberOf(heading)],
      ),
      ...(view.mail === 'approval-kept' ? [linkAction('See or change the decision', view.link), linkIsPersonal] : []),
      ...listed('What changed', changeLines(changes)),
      questions(heading),
    ],
  };
}

const did = {
  approve: 'approved',
  decline: 'declined',
  'request-changes': 'asked for changes to',
} as const satisfies Record<RecordedAnswer['answer']['kind'], string>;

/** R20. To the officer who answered: the number and the hash of the record, and one action. */
function signOffReceiptEmail(view: ViewOf<'sign-off-receipt'>): EmailDocument {
  const { to, confirmation, chainHash, replyTo } = view;
  const { heading, answer, borough } = confirmation;
  return {
    subject: subject(
      `Receipt: ${briefBorough(borough)} ${did[answer.kind]}${answer.upTo === null ? '' : ` up to ${wholePounds(answer.upTo)} for`}`,
      heading,
    ),
    to,
    blocks: [
      paragraph(
        `We recorded your answer: ${borough} ${answeredAbout(answer.kind, answer.upTo, `“${heading.title}”`)}. Please keep this email as your receipt.`,
      ),
      ...recordLines(confirmation, chainHash),
      writeAction('This was not me', replyTo, `This was not me: ${answer.record}`),
      paragraph('If it was you, you do not need to do anything. We will email you the outcome.'),
    ],
  };
}

/** R20. A copy of an approval to the borough's finance officers. */
function approvalCopyEmail({ to, confirmation, chainHash, replyTo }: ViewOf<'approval-copy'>): EmailDocument {
  const { heading, answer, borough, by } = confirmation;
  return {
    subject: subject(
      `${shortBorough(borough)} approved${answer.upTo === null ? '' : ` up to ${wholePounds(answer.upTo)} for`}`,
      heading,
    ),
    to,
    blocks: [
      paragraph(
        `${by} ${answeredAbout(answer.kind, answer.upTo, `“${heading.title}”`)} on behalf of ${borough}. That amount is held in ${borough}’s budget until the outcome is known.`,
      ),
      ...recordLines(confirmation, chainHash),
      writeAction('This is not right', replyTo, `This is not right: ${answer.record}`),
    ],
  };
}

/** R1. A decision was replaced or set aside: to its officer, to the borough's finance officers and to the lead. */
function answerReplacedEmail(view: ViewOf<'answer-replaced'>): EmailDocument {
  const { to, heading, borough, before, now, chainHash, replyTo } = view;
  const was = `${borough} ${answered(before.answer.kind, before.answer.upTo)}`;
  const record = now?.answer.record ?? before.answer.record;
  return {
    subject: subject(
      now === null
        ? `${shortBorough(borough)} is asked again about`
        : `${shortBorough(borough)} changed its decision on`,
      heading,
    ),
    to,
    blocks: [
      paragraph(
        now === null
          ? `${before.by} declared an interest in “${heading.title}”. The answer that ${before.by} had given for ${borough} no longer counts, and the money that it held in ${borough}’s budget is released. We are asking another officer of ${borough}.`
          : `${now.by} changed ${borough}’s decision on “${heading.title}”. Only the new decision counts. The earlier one stays on the record.`,
      ),
      facts(
        now !== null && ['Decision now', `${borough} ${answered(now.answer.kind, now.answer.upTo)}`],
        now !== null && ['By', now.by],
        now !== null && ['Recorded', inWords(now.answer.at)],
        ['Decision before', was],
        ['Given by', before.by],
        ['Recorded before', inWords(before.answer.at)],
        ['Reference', numberOf(heading)],
        ['Record number', record],
        ['Hash of the record', chainHash],
      ),
      writeAction('This is not right', replyTo, `This is not right: ${record}`),
      paragraph('If it is right, you do not need to do anything.'),
    ],
  };
}

/** The documents of the emails to officers who sign off. */
export const signOffDocuments = {
  'sign-off-request': signOffRequestEmail,
  'sign-off-reminder': signOffRequestEmail,
  'revision-notice': revisionNoticeEmail,
  'approval-kept': revisionNoticeEmail,
  'sign-off-receipt': signOffReceiptEmail,
  'approval-copy': approvalCopyEmail,
  'answer-replaced': answerReplacedEmail,
} as const;
