import { inWords, timeInWords } from '../../domain/vocabulary/calendar.ts';
import { answerInWords } from '../words.ts';
import { type EmailDocument, facts, paragraph, writeTo } from './email-document.ts';
import { numberOf } from './email-parts.ts';
import { subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/**
 * R26. The code for one answer, and what it is for. Without the link, so that this email alone cannot answer. Without
 * the code in the subject, which lists and lock screens show.
 */
export function oneTimeCodeEmail(view: ViewOf<'one-time-code'>): EmailDocument {
  const { to, heading, borough, answer, upTo, code, goodUntil, replyTo } = view;
  const bound = upTo === null ? 'this answer' : 'this answer and this amount';
  return {
    subject: subject(
      `Enter your code by ${timeInWords(goodUntil)}:${upTo === null ? '' : ` up to ${wholePounds(upTo)} for`}`,
      heading,
    ),
    to,
    blocks: [
      paragraph(`This is your one-time code. It is for one answer for ${borough}: ${answerInWords(answer, upTo)}.`),
      { kind: 'code', code },
      // Screen readers read the line above as one number. No email program drops commas.
      paragraph(`Digit by digit: ${[...code].join(', ')}.`),
      paragraph(
        `Enter the code on the page where you are answering, and send the form again. The code works once, and only for ${bound}. We will never ask you for it by phone or email.`,
      ),
      facts(['Use it by', inWords(goodUntil)], ['Proposal', heading.title], ['Reference', numberOf(heading)]),
      writeTo(
        'If you are not answering this request now, someone else has your link. Do not enter the code or share it. Email the secretariat at',
        replyTo,
        `I did not ask for a code: ${heading.reference}`,
      ),
    ],
  };
}
