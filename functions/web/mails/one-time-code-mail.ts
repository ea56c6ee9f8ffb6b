import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { answerInWords } from '../words.ts';
import { facts, type MailDocument, paragraph, writeTo } from './mail-document.ts';
import { numberOf } from './mail-parts.ts';
import { subject, timeInWords } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/**
 * R26. The code for one answer, and what it is for. Without the link, so that this mail alone answers nothing; without the code in its
 * subject, which lists and lock screens show.
 */
export function oneTimeCodeMail(view: ViewOf<'one-time-code'>): MailDocument {
  const { to, heading, borough, answer, upTo, code, goodUntil, replyTo } = view;
  const bound = upTo === null ? 'this answer' : 'this answer and this amount';
  return {
    subject: subject(
      `Enter your code by ${timeInWords(goodUntil)}`,
      heading,
      upTo === null ? null : `up to ${formatPounds(upTo)}`,
    ),
    to,
    blocks: [
      paragraph(`This is your one-time code to answer for ${borough}: ${answerInWords(answer, upTo)}.`),
      { kind: 'code', code },
      // Screen readers read the line above as one number; commas are what no mail program drops.
      paragraph(`Digit by digit: ${[...code].join(', ')}.`),
      paragraph(
        `Enter it on the page where you answer, and send the form again. It counts once, and for exactly ${bound}. Nobody will ask you for it by phone or by mail.`,
      ),
      facts(['Good until', inWords(goodUntil)], ['Proposal', heading.title], ['Reference', numberOf(heading)]),
      writeTo(
        'If you are not answering just now, somebody else has your link: do not enter the code, pass it to nobody, and write to',
        replyTo,
        `I did not ask for a code: ${heading.reference}`,
      ),
    ],
  };
}
