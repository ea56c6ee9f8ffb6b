import { describe, expect, test } from 'vitest';
import { renderMail } from '../../functions/web/mails/render-mail.ts';
import { lockedMail, replyTo } from './mail-views.ts';
import { said, valuesOf } from './markup.ts';
import { lockedToTheEnd } from './views.ts';

describe('R26 the mail about a locked request', () => {
  const { subject, html, text } = renderMail(lockedMail);
  const toTheEnd = renderMail({ ...lockedMail, until: null, closesAt: lockedToTheEnd.closesAt });

  test('has a subject that says what to do', () => {
    expect(subject).toBe('Check who has your link: shared damp sensors (JF-7K3M2Q)');
  });

  test('says what happened, until when it takes no answer, and when it closes', () => {
    for (const all of [said(html), said(text)]) {
      expect(all).toContain(
        'For the request of Camden on “shared damp sensors”, 5 wrong codes were entered in one day, the last of them with your link. Nothing was recorded. It takes no answer until midnight at the start of Friday 11 December 2026.',
      );
      expect(all).toMatch(/Takes answers again from:? midnight at the start of Friday 11 December 2026/);
      expect(all).toMatch(/Closes at:? 5pm on Friday 18 December 2026/);
      expect(all).toContain('JF-7K3M2Q, revision 2');
    }
  });

  test('says that it closes before that, where it does', () => {
    for (const all of [said(toTheEnd.html), said(toTheEnd.text)]) {
      expect(all).toContain('It takes no answer any more before it closes at 5pm on Thursday 10 December 2026.');
      expect(all).toContain('No other link to this request helps. Write to us before it closes.');
      expect(all).not.toMatch(/midnight|again/);
    }
  });

  test('says what to do if it was oneself, and if not', () => {
    expect(said(text)).toContain(
      'If it was you ------------- You can still answer: open your link again after that, fill in the form and send it. Where your answer needs a code, we mail you a new one; those that were mailed before no longer count.',
    );
    expect(said(text)).toContain(
      `If it was not you ----------------- Somebody else has your link. Write to us at once. Write to us about the wrong codes: ${replyTo}`,
    );
  });

  test.each([html, toTheEnd.html])('R27 has neither a link nor a code', (markup) => {
    expect(valuesOf(markup, 'href')).toEqual([`mailto:${replyTo}?subject=Wrong%20codes%3A%20JF-7K3M2Q`]);
    expect(`${said(markup)}${text}${toTheEnd.text}`).not.toMatch(/https?:|\b\d{6}\b/);
  });
});
