import { maxWrongTries } from '../../domain/codes/one-time-code.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { lockedInWords } from '../words.ts';
import { type Block, type EmailDocument, facts, paragraph, writeAction } from './email-document.ts';
import { numberOf } from './email-parts.ts';
import { subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

/**
 * R26. Wrong codes locked a request. To the officer whose link the last wrong code came through; earlier ones may have
 * come through a colleague's link. Contains neither a link nor a code.
 */
export function requestLockedEmail(view: ViewOf<'request-locked'>): EmailDocument {
  const { to, heading, borough, until, closesAt, replyTo } = view;
  return {
    subject: subject('Check who has your link:', heading),
    to,
    blocks: [
      paragraph(
        `Someone entered ${maxWrongTries} wrong codes in one day for ${borough}’s request on “${heading.title}”. The last one came through your link. No answer was recorded. ${lockedInWords(view)}`,
      ),
      facts(
        until !== null && ['Locked until', inWords(until)],
        ['Closes', inWords(closesAt)],
        ['Reference', numberOf(heading)],
      ),
      title('If it was you'),
      paragraph(
        until === null
          ? 'Another link will not help. Email us before the request closes.'
          : 'You can answer once the request is unlocked: open your link again, fill in the form and send it. If your answer needs a code, we will email you a new one. Earlier codes no longer work.',
      ),
      title('If it was not you'),
      paragraph('Someone else has your link. Email us now.'),
      writeAction('Email us about the wrong codes', replyTo, `Wrong codes: ${heading.reference}`),
    ],
  };
}

function title(text: string): Block {
  return { kind: 'heading', text };
}
