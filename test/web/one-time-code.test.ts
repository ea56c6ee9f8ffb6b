import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFaults } from '../../functions/application/codes/one-time-codes.ts';
import type { LinkView } from '../../functions/application/views/pages.ts';
import type { AnswerView } from '../../functions/web/answer-view.ts';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { idsOf, said, titleOf, valuesOf } from './markup.ts';
import * as views from './views.ts';

/** R26. What pages say about one-time codes. */

const shown = (view: LinkView) => viewResponse(view).body;
const answered = (result: AnswerView) => answerResponse(result, `/d/${'A'.repeat(43)}`).body;
const asked = (because: (typeof views.codeAsked)['because']) => answered({ ...views.codeAsked, because });
const reasons = ['needed', 'expired', 'another-answer', 'mailed-already'] as const;

/** R1. Only an answer of a borough may be replaced. */
const afterwards = {
  answer: 'You can change it with this link while the round is open.',
  review: 'You cannot change it afterwards with this link.',
} as const;

/** The field for the code in a page, with its group. */
function fieldIn(page: string): string {
  return (
    /<div class="govuk-form-group[^"]*"><label[^>]* for="code">[\s\S]*?<input[^>]* id="code"[^>]*>/.exec(page)?.[0] ??
    ''
  );
}

describe('R26 before anything is sent', () => {
  test('says by its button that every answer needs a code, and has no field for it yet', () => {
    for (const [page, what] of [
      [shown(views.coded), 'answer'],
      [shown(views.codedReview), 'review'],
    ] as const) {
      expect(said(page)).toContain(
        `We record your ${what} when you send it with its code. ${afterwards[what]} Because Camden’s share is more than £20,000, we email you a one-time code when you send this form. You then enter the code here. Record Camden’s ${what === 'answer' ? 'decision' : 'review'}`,
      );
      expect(idsOf(page)).not.toContain('code');
    }
  });

  test('says from which amount on an approval needs a code', () => {
    const page = shown(views.codedAbove);

    expect(said(page)).toContain(
      'We record your answer when you send it, with a code if it needs one. You can change it with this link while the round is open. If you approve more than £30,000, we email you a one-time code when you send this form. You then enter the code here. Record Camden’s decision',
    );
    expect(idsOf(page)).not.toContain('code');
  });

  test('does not mention codes if no answer needs one', () => {
    for (const [page, what] of [
      [shown(views.signOff), 'answer'],
      [shown(views.review), 'review'],
    ] as const) {
      expect(said(page)).toContain(`as soon as you send it. ${afterwards[what]} Record Camden’s`);
      expect(said(page)).not.toMatch(/\bcode\b/);
    }
  });
});

describe('R26 an answer that lacks its code', () => {
  test.each([
    ['needed', 'Enter your code'],
    ['mailed-already', 'Enter your code'],
    ['expired', 'Enter your new code'],
    ['another-answer', 'Enter your new code'],
  ] as const)('because of %s says what to do in the title and in a panel, and is not an error', (because, words) => {
    const page = asked(because);

    expect(titleOf(page)).toBe(`${words}: Decide for Camden: ${views.heading.title} – Joint Funding`);
    expect(page).toMatch(/<main[^>]*>\s*<div class="jf-notice" role="alert" aria-labelledby="notice-title">/);
    expect(page).toContain(`id="notice-title">${words}</h2>`);
    expect(page).not.toMatch(/govuk-error|There is a problem/);
  });

  test.each([
    [
      'needed',
      'We have emailed you a one-time code. We sent a 6-digit code to the email address that Camden registered for you.',
    ],
    [
      'expired',
      'We have emailed you a new code. The last code has expired: a code works for 10 minutes. We sent a new 6-digit code to the email address that Camden registered for you.',
    ],
    [
      'another-answer',
      'We have emailed you a new code. A code works for one answer and one amount. The last code was for a different answer or amount. We sent a new 6-digit code to the email address that Camden registered for you.',
    ],
    [
      'mailed-already',
      'The code that we emailed you still works. We sent a 6-digit code for this answer to the email address that Camden registered for you at 9:30am on Thursday 10 December 2026.',
    ],
  ] as const)('because of %s says why, and until when the code is valid', (because, words) => {
    expect(said(asked(because))).toContain(
      `Nothing is recorded yet. ${words} Use it by 9:40am on Thursday 10 December 2026. Enter the code at the end of the form, and send the form again.`,
    );
  });

  test.each(reasons)(
    'because of %s says from which amount on, and what to do if the email does not arrive',
    (because) => {
      const words = said(asked(because));

      expect(words).toContain('Camden asks for a code for amounts of more than £20,000.');
      expect(words).toContain(
        'If the email does not arrive within a minute, check your junk folder. To get another code, send the form again without a code. You can get up to 10 codes a day for one request. Only the newest code works.',
      );
    },
  );

  test('mentions no amount if the borough no longer asks for codes', () => {
    expect(said(answered({ ...views.codeAsked, page: views.signOff }))).not.toContain('asks for a code');
  });

  test('keeps the answer as typed', () => {
    const page = asked('needed');

    expect(page).toMatch(/value="approve" checked/);
    expect(page.match(/ checked/g)).toHaveLength(2);
    expect(page).toMatch(/id="upTo"[^>]* value="34,090.91"/);
    expect(page).toMatch(/id="pledge-1"[^>]* value="12"/);
    expect(page).toMatch(/id="comment"[^>]*>\nIt fits our &lt;plan&gt;\.<\/textarea>/);
    expect(page).toMatch(/id="declaration"[^>]* checked/);
    expect(page).toContain(`name="revisionHash" value="${views.coded.revisionHash}"`);
  });

  test('keeps the review as typed', () => {
    const page = answered(views.reviewCodeAsked);

    expect(titleOf(page)).toMatch(/^Enter your code: Review for Camden: /);
    expect(page).toMatch(/value="recommend-with-conditions" checked/);
    expect(page).toMatch(/id="conditions"[^>]*>\nA report after the first cohort\.<\/textarea>/);
    expect(page).toMatch(/id="comment"[^>]*>\nThe cashable return is thin but real\.<\/textarea>/);
    expect(page).toMatch(/id="declaration"[^>]* checked/);
  });
});

describe('R26 the field for the code', () => {
  test.each([answered(views.codeAsked), answered(views.reviewCodeAsked), answered(views.wrongCode)])(
    'takes six digits, accepts what a phone read from an email, and comes last before the button',
    (page) => {
      const field = fieldIn(page);

      expect(valuesOf(field, 'name')).toEqual(['code']);
      expect(valuesOf(field, 'inputmode')).toEqual(['numeric']);
      expect(valuesOf(field, 'autocomplete')).toEqual(['one-time-code']);
      expect(valuesOf(field, 'aria-describedby')[0]).toMatch(/^code-hint\b/);
      expect(field).toContain('govuk-input--width-5');
      expect(said(field)).toContain('One-time code 6 digits, in the newest email we sent you about this request.');
      expect(page.slice(page.indexOf(field) + field.length)).toMatch(/^<\/div>\s*<button type="submit"/);
    },
  );

  test('is linked from the panel', () => {
    expect(answered(views.codeAsked)).toContain('<a class="govuk-link" href="#code">Enter the code</a>');
  });

  test.each([views.coded, views.codedReview])(
    'is linked from the error summary if the code is wrong: $kind',
    (page) => {
      const wrong = answered({ ...views.wrongCode, page });

      expect(titleOf(wrong)).toMatch(/^Error: /);
      expect(wrong).toContain(`<li><a href="#code">${codeFaults.wrong(4)}</a></li>`);
      expect(/id="code-error"[^>]*>(.*)/.exec(fieldIn(wrong))?.[1]).toContain(codeFaults.wrong(4));
      expect(valuesOf(fieldIn(wrong), 'aria-describedby')).toEqual(['code-hint code-error']);
      expect(said(fieldIn(wrong))).not.toContain('Enter the code again');
    },
  );

  test.each([codeFaults.noCode, codeFaults.wrong(1), codeFaults.noMoreToday])(
    'is linked from the error summary for any fault of a code, typed or not: %s',
    (message) => {
      for (const values of [views.wrongCode.values, views.codeAsked.values]) {
        const page = answered({ ...views.wrongCode, values, faults: [{ field: 'code', message }] });

        expect(page).toContain(`<li><a href="#code">${message}</a></li>`);
        expect(said(fieldIn(page))).toContain(`Error: ${message}`);
      }
    },
  );

  test.each([
    [views.coded, 'when you send it with its code'],
    [views.codedAbove, 'when you send it, with a code if it needs one'],
    [views.signOff, 'when you send it, with a code if it needs one'],
  ])('does not claim that a smaller answer needs a code', (page, when) => {
    expect(said(answered({ ...views.wrongCode, page }))).toContain(
      `We record your answer ${when}. You can change it with this link while the round is open. One-time code`,
    );
  });

  test('is shown again if something else is wrong, and says that the same code can be typed again', () => {
    const faults = [{ field: 'declaration', message: 'Tick the declaration' }];
    const beside = answered({ ...views.wrongCode, faults });

    expect(said(fieldIn(beside))).toContain(
      'Enter the code again. It works for this answer and amount for 10 minutes after we emailed it.',
    );
    expect(fieldIn(beside)).not.toContain('error');
    expect(fieldIn(answered({ ...views.wrongCode, values: views.codeAsked.values, faults }))).toBe('');
  });

  test('is shown again if the budget lacks money', () => {
    const { page: _, ...rest } = { ...views.wrongCode, kind: 'no-money' as const, lacking: [] };

    expect(said(fieldIn(answered({ ...rest, page: views.coded })))).toContain('Enter the code again');
  });

  property.prop([fc.stringMatching(/^[5-9]{6}$/), fc.constantFrom(...reasons)])(
    'R27 never holds what was typed into it, and no page says it',
    (code, because) => {
      const values = { ...views.codeAsked.values, code };
      const faults = [{ field: 'declaration', message: 'Tick the declaration' }];
      const pages = [
        answered({ ...views.codeAsked, because, values }),
        answered({ ...views.reviewCodeAsked, because, values: { ...views.reviewCodeAsked.values, code } }),
        answered({ ...views.wrongCode, values }),
        answered({ ...views.wrongCode, values, faults }),
        answered({ ...views.wrongCode, kind: 'no-money', page: views.coded, lacking: [], values }),
      ];

      for (const page of pages) {
        expect(fieldIn(page)).toContain('id="code"');
        expect(fieldIn(page)).not.toContain('value=');
        expect(page).not.toContain(code);
      }
    },
  );
});
