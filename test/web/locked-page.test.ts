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

  test('says why, and until when it takes no answer', () => {
    expect(said(now)).toContain(
      'For the request of Camden, 5 wrong codes were entered today. It takes no answer until midnight at the start of Friday 11 December 2026.',
    );
    expect(said(toTheEnd)).toContain(
      'For the request of Camden, 5 wrong codes were entered today. It takes no answer any more before it closes at 5pm on Thursday 10 December 2026.',
    );
  });

  test('says that nothing is recorded, whether it is opened, answered, or was locked by the answer', () => {
    const sent = (justNow: boolean) => said(answerResponse({ ...locked, justNow }, path).body);

    expect(said(now)).toContain('No answer is recorded.');
    expect(sent(false)).toContain('What you just sent was not recorded.');
    expect(sent(true)).toContain(
      'The code that you just sent was the last of them. What you sent with it was not recorded.',
    );
    expect(said(now)).not.toContain('just sent');
  });

  test('says what to do if it was oneself', () => {
    expect(said(now)).toContain(
      'If it was you From then on, open your link again, fill in the form and send it. Where your answer needs a code, we mail you a new one: those that were mailed before no longer count. The request closes at 5pm on Friday 18 December 2026.',
    );
    expect(said(toTheEnd)).toContain(
      'If it was you No other link to this request helps. Tell the secretariat before it closes: reply to the mail that brought your link, and name JF-7K3M2Q.',
    );
    expect(said(toTheEnd)).not.toMatch(/new code|From then on/);
  });

  test.each([now, toTheEnd])('says what to do if it was somebody else', (page) => {
    expect(said(page)).toContain(
      'If it was not you Unless a colleague who may answer for Camden entered them, somebody has a link that is not theirs. Tell the secretariat at once: reply to the mail that brought your link, and name JF-7K3M2Q.',
    );
  });
});
