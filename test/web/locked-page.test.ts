import { describe, expect, test } from 'vitest';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { said, titleOf } from './markup.ts';
import { heading, locked, lockedToTheEnd } from './views.ts';

const path = `/d/${'A'.repeat(43)}`;

describe('R26 a locked request', () => {
  const now = viewResponse(locked).body;
  const toTheEnd = viewResponse(lockedToTheEnd).body;

  test('says so in title and heading, names its proposal, and has no form', () => {
    expect(titleOf(now)).toBe(`Too many wrong codes were entered: ${heading.title} – Joint Funding`);
    expect(said(now)).toContain(`JF-7K3M2Q Too many wrong codes were entered ${heading.title}`);
    expect(now).not.toMatch(/<form|<input|<button/);
  });

  test('says why it is locked and until when nobody can answer it', () => {
    expect(said(now)).toContain(
      '5 wrong codes were entered today for Camden’s request. The request is locked until midnight at the start of Friday 11 December 2026. Nobody can answer it before then.',
    );
    expect(said(toTheEnd)).toContain(
      '5 wrong codes were entered today for Camden’s request. The request is locked until it closes, at 5pm on Thursday 10 December 2026. Nobody can answer it any more.',
    );
  });

  test('says that nothing is recorded, whether it is opened, answered, or was locked by this answer', () => {
    const sent = (justNow: boolean) => said(answerResponse({ ...locked, justNow }, path).body);

    expect(said(now)).toContain('No answer has been recorded.');
    expect(sent(false)).toContain('The answer you just sent was not recorded.');
    expect(sent(true)).toContain('The code you just sent was wrong. The answer you sent with it was not recorded.');
    expect(said(now)).not.toContain('just sent');
  });

  test('says what to do if the reader typed the codes', () => {
    expect(said(now)).toContain(
      'If it was you Once the request is unlocked, open your link again, fill in the form and send it. If your answer needs a code, we will email you a new one. Earlier codes no longer work. The request closes at 5pm on Friday 18 December 2026.',
    );
    expect(said(toTheEnd)).toContain(
      'If it was you Another link will not help. Tell the secretariat before the request closes: reply to the email that had your link in it, and give the reference JF-7K3M2Q.',
    );
    expect(said(toTheEnd)).not.toMatch(/new one|Once the request is unlocked/);
  });

  test.each([now, toTheEnd])('says what to do if somebody else typed them', (page) => {
    expect(said(page)).toContain(
      'If it was not you Ask your colleagues who can answer for Camden whether they entered the codes. If they did not, someone else has a link to this request. Tell the secretariat now: reply to the email that had your link in it, and give the reference JF-7K3M2Q.',
    );
  });
});
