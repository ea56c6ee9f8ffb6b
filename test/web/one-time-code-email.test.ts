import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { answerInWords } from '../../functions/web/words.ts';
import { codeMail, lockedMail, replyTo } from './email-views.ts';
import { said, valuesOf } from './markup.ts';

describe('R26 the email with the code', () => {
  const { subject, html, text } = renderEmail(codeMail);

  test('has a subject of verb, deadline, amount, title and reference, without the code', () => {
    expect(subject).toBe('Enter your code by 9:40am: up to £35,750 for shared damp sensors (JF-7K3M2Q)');
    expect(renderEmail({ ...codeMail, answer: 'decline', upTo: null }).subject).toBe(
      'Enter your code by 9:40am: shared damp sensors (JF-7K3M2Q)',
    );
    expect(html.replace(/<body[\s\S]*/, '')).not.toContain(codeMail.code);
  });

  test.each([
    ['2026-12-10T00:00:10.000Z', 'midnight'],
    ['2026-12-10T12:00:59.000Z', 'midday'],
    ['2026-07-10T16:00:00.000Z', '5pm'],
  ] as const)('says in its subject until when, in London: %s', (goodUntil, time) => {
    expect(renderEmail({ ...codeMail, goodUntil }).subject).toContain(`Enter your code by ${time}: `);
  });

  test('has the code once, as six digits that are copied without blanks', () => {
    expect(html.match(/>048213</g)).toHaveLength(1);
    expect(text.split('\n').filter((line) => line.includes('048213'))).toEqual(['048213']);
  });

  test('has its digits one by one, so that a screen reader reads them separately', () => {
    for (const all of [said(html), said(text)]) expect(all).toContain('048213 Digit by digit: 0, 4, 8, 2, 1, 3.');
  });

  test.each([
    ['approve', 3_575_000, 'approve up to £35,750', 'this answer and this amount'],
    ['decline', null, 'decline', 'this answer'],
    ['request-changes', null, 'ask for changes', 'this answer'],
    ['recuse', null, 'declare an interest and step back', 'this answer'],
    ['recommend', null, 'recommend it', 'this answer'],
    ['recommend-with-conditions', null, 'recommend it with conditions', 'this answer'],
    ['not-recommended', null, 'do not recommend it', 'this answer'],
  ] as const)(
    'to %s says what the code is for, for how long, and that it counts once',
    (answer, upTo, words, bound) => {
      const mail = renderEmail({ ...codeMail, answer, upTo });

      for (const all of [said(mail.html), said(mail.text)]) {
        expect(all).toContain(`This is your one-time code. It is for one answer for Camden: ${words}.`);
        expect(all).toContain(`The code works once, and only for ${bound}.`);
        expect(all).toMatch(/Use it by:? 9:40am on Thursday 10 December 2026/);
        expect(all).toMatch(/Proposal:? shared damp sensors/);
        expect(all).toContain('JF-7K3M2Q, revision 2');
      }
      expect(answerInWords(answer, upTo)).toBe(words);
    },
  );

  test('says what to do if somebody else asked for the code, and has no other link', () => {
    for (const all of [said(html), said(text)]) {
      expect(all).toContain(
        `If you are not answering this request now, someone else has your link. Do not enter the code or share it. Email the secretariat at ${replyTo}`,
      );
    }
    expect(valuesOf(html, 'href')).toEqual([
      `mailto:${replyTo}?subject=I%20did%20not%20ask%20for%20a%20code%3A%20JF-7K3M2Q`,
    ]);
    expect(`${html}${text}`).not.toMatch(/https?:/);
  });

  test('has no button that somebody in a hurry could press', () => {
    expect(html).not.toContain('background:#0f7a52');
    expect(renderEmail(lockedMail).html).toContain('background:#0f7a52');
  });
});
