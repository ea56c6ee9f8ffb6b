import type { ReviewAnswerKind } from '../../domain/review/review.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { approvedSentence, doesNotPay, partnerOf, person, ratioOrWhy, reviewed, whoAgreed } from '../words.ts';
import { type EmailDocument, facts, linkAction, listed, paragraph, typed, writeAction } from './email-document.ts';
import { changeLines, linkIsPersonal, numberOf, questions, recordLines } from './email-parts.ts';
import { dayInWords, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/** R17. Asks a reviewer for a recommendation. Reminders say the same, and carry a new personal link. */
function reviewRequestEmail({ mail, to, link, page }: ViewOf<'review-request'>): EmailDocument {
  const { heading, borough, closesAt, appraisal } = page;
  const share = page.contributions.find((each) => each.borough === borough.name)?.amount;
  const reminder = mail === 'review-reminder';
  const verb = `${reminder ? 'Reminder: review' : 'Review'} by ${dayInWords(closesAt)}`;
  return {
    subject: subject(`${verb}: ${wholePounds(heading.total)} for`, heading),
    to,
    blocks: [
      paragraph(
        `${person(heading.proposer.name, heading.leadBorough)} asks you to review, for ${borough.name}, the return on investment of “${heading.title}”, which costs ${formatPounds(heading.total)}. ${approvedSentence(page.standings)} No money is committed before the review. Your review is advice: the ${partnerOf(heading)}s decide.${reminder ? ' You have not answered yet.' : ''}`,
      ),
      ...(page.needsValueJudgement ? [paragraph(doesNotPay(appraisal))] : []),
      facts(
        ['Answer by', inWords(closesAt)],
        ['Total cost', formatPounds(heading.total)],
        share !== undefined && [`${borough.name}’s contribution`, formatPounds(share)],
        ['Net present social value', formatPounds(appraisal.npsv)],
        ['Benefit-cost ratio', ratioOrWhy(appraisal.bcr)],
        ['Who approved', whoAgreed(page.standings)],
        ['Reference', numberOf(heading)],
      ),
      linkAction('Read and review', link),
      linkIsPersonal,
      ...typed('What is proposed', heading.summary),
      ...listed(`What changed since the ${partnerOf(heading)}s signed off`, changeLines(page.changes)),
      questions(heading),
    ],
  };
}

const youDid = {
  recommend: 'you recommended',
  'recommend-with-conditions': 'you recommended, with conditions,',
  'not-recommended': 'you did not recommend',
  'request-changes': 'you asked for changes to',
} as const satisfies Record<ReviewAnswerKind, string>;

/** R20. To the reviewer: the number and the hash of the record, and one action. */
function reviewReceiptEmail({ to, confirmation, chainHash, replyTo }: ViewOf<'review-receipt'>): EmailDocument {
  const { heading, answer, borough } = confirmation;
  return {
    subject: subject(`Receipt: ${youDid[answer.kind]}`, heading),
    to,
    blocks: [
      paragraph(
        `We recorded your review of “${heading.title}”: ${borough} ${reviewed[answer.kind]}. Please keep this email as your receipt.`,
      ),
      ...recordLines(confirmation, chainHash),
      writeAction('This was not me', replyTo, `This was not me: ${answer.record}`),
      paragraph('If it was you, you do not need to do anything. We will email you the outcome.'),
    ],
  };
}

/** The documents of the emails to reviewers. */
export const reviewDocuments = {
  'review-request': reviewRequestEmail,
  'review-reminder': reviewRequestEmail,
  'review-receipt': reviewReceiptEmail,
} as const;
