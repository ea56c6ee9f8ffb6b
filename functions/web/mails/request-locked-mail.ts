import { maxWrongTries } from '../../domain/codes/one-time-code.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { lockedInWords } from '../words.ts';
import { type Block, facts, type MailDocument, paragraph, writeAction } from './mail-document.ts';
import { numberOf } from './mail-parts.ts';
import { subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/**
 * R26. That wrong codes locked a request, to the one whose link the last of them came by: those before it may have come by another's.
 * Without the link, which whoever it is for has, and without any code.
 */
export function requestLockedMail(view: ViewOf<'request-locked'>): MailDocument {
  const { to, heading, borough, until, closesAt, replyTo } = view;
  return {
    subject: subject('Check who has your link', heading, null),
    to,
    blocks: [
      paragraph(
        `For the request of ${borough} on “${heading.title}”, ${maxWrongTries} wrong codes were entered in one day, the last of them with your link. Nothing was recorded. ${lockedInWords(view)}`,
      ),
      facts(
        until !== null && ['Takes answers again from', inWords(until)],
        ['Closes at', inWords(closesAt)],
        ['Reference', numberOf(heading)],
      ),
      title('If it was you'),
      paragraph(
        until === null
          ? 'No other link to this request helps. Write to us before it closes.'
          : 'You can still answer: open your link again after that, fill in the form and send it. Where your answer needs a code, we mail you a new one; those that were mailed before no longer count.',
      ),
      title('If it was not you'),
      paragraph('Somebody else has your link. Write to us at once.'),
      writeAction('Write to us about the wrong codes', replyTo, `Wrong codes: ${heading.reference}`),
    ],
  };
}

function title(text: string): Block {
  return { kind: 'heading', text };
}
