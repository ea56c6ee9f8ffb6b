import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { lockedMail, replyTo } from './email-views.ts';
import { said, valuesOf } from './markup.ts';
import { lockedToTheEnd } from './views.ts';

describe('R26 the email about a locked request', () => {
  const { subject, html, text } = renderEmail(lockedMail);
  const toTheEnd = renderEmail({ ...lockedMail, until: null, closesAt: lockedToTheEnd.closesAt });

  test('has a subject that says what to do', () => {
    expect(subject).toBe('Check who has your link: shared damp sensors (JF-7K3M2Q)');
  });

  test('says what happened, until when the request is locked, and when it closes', () => {
    for (const all of [said(html), said(text)]) {
      expect(all).toContain(
        'Someone entered 5 wrong codes in one day for Camden’s request on “shared damp sensors”. The last one came through your link. No answer was recorded. The request is locked until midnight at the start of Friday 11 December 2026. Nobody can answer it before then.',
      );
      expect(all).toMatch(/Locked until:? midnight at the start of Friday 11 December 2026/);
      expect(all).toMatch(/Closes:? 5pm on Friday 18 December 2026/);
      expect(all).toContain('JF-7K3M2Q, revision 2');
    }
  });

  test('says if the request closes before the lock ends', () => {
    for (const all of [said(toTheEnd.html), said(toTheEnd.text)]) {
      expect(all).toContain(
        'The request is locked until it closes, at 5pm on Thursday 10 December 2026. Nobody can answer it any more.',
      );
      expect(all).toContain('Another link will not help. Email us before the request closes.');
      expect(all).not.toMatch(/midnight|again/);
    }
  });

  test('says what to do if the reader typed the codes, and if not', () => {
    expect(said(text)).toContain(
      'If it was you ------------- You can answer once the request is unlocked: open your link again, fill in the form and send it. If your answer needs a code, we will email you a new one. Earlier codes no longer work.',
    );
    expect(said(text)).toContain(
      `If it was not you ----------------- Someone else has your link. Email us now. Email us about the wrong codes: ${replyTo}`,
    );
  });

  test.each([html, toTheEnd.html])('R26, R27 has neither a link nor a code', (markup) => {
    expect(valuesOf(markup, 'href')).toEqual([`mailto:${replyTo}?subject=Wrong%20codes%3A%20JF-7K3M2Q`]);
    expect(`${said(markup)}${text}${toTheEnd.text}`).not.toMatch(/https?:|\b\d{6}\b/);
  });
});
