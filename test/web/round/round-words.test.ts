import { describe, expect, test } from 'vitest';
import type { RoundTerms } from '../../../functions/application/views/round-terms.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import { viewResponse } from '../../../functions/web/link-pages.ts';
import {
  countsInWords,
  declineInWords,
  roundNowInWords,
  silenceInWords,
  tooSmallInWords,
} from '../../../functions/web/round-words.ts';
import { receipt, request } from '../email-views.ts';
import { said } from '../markup.ts';
import * as views from '../views.ts';

const told = (terms: Partial<RoundTerms>) => ({ ...views.signOff, terms: { ...views.signOff.terms, ...terms } });
const deemed =
  'If Camden does not answer by 5pm on Friday 18 December 2026, up to £27,272.73 counts as approved under Cabinet resolution 12.';

describe('R4 what silence will mean', () => {
  test('silence that will count names the amount and the authority, on the page, in the request and in each reminder', () => {
    expect(silenceInWords(views.signOff)).toEqual([deemed]);
    expect(said(viewResponse(views.signOff).body)).toContain(deemed);
    for (const mail of ['sign-off-request', 'sign-off-reminder'] as const) {
      const { text } = renderEmail({ ...request, mail });
      expect(text).toContain(deemed);
    }
  });

  test('silence that opts out says so, and the lead’s silence says that nothing goes ahead', () => {
    expect(silenceInWords(told({ silence: { kind: 'opt-out' } }))).toEqual([
      'If Camden does not answer by 5pm on Friday 18 December 2026, it takes no part and pays nothing.',
    ]);
    expect(silenceInWords(told({ silence: { kind: 'lead' } }))[0]).toMatch(
      /, the proposal does not go ahead\. The lead must approve\.$/,
    );
    expect(silenceInWords(told({ silence: null }))).toEqual([]);
  });
});

describe('R3 which approvals count', () => {
  test('the page says from which amount an approval counts, and that two people are needed', () => {
    const words = countsInWords(views.signOff);
    expect(words).toBe(
      'Two different people must approve, and the lead’s officer must be one of them. For the rule, an approval counts from £13,636.37, which is 50% of the share. A smaller approval adds money, but does not count.',
    );
    expect(said(viewResponse(views.signOff).body)).toContain(words);
    expect(countsInWords(told({ counts: null }))).toBe(
      'Two different people must approve, and the lead’s officer must be one of them.',
    );
  });

  test('the confirmation and the receipt of a small approval say that it does not count', () => {
    const small = { ...views.approval, tooSmall: 50 };
    const words = tooSmallInWords(50);
    expect(said(viewResponse(small).body)).toContain(words);
    expect(renderEmail(receipt(small)).text).toContain(words);
    expect(renderEmail(receipt(views.approval)).text).not.toContain('does not count toward');
  });
});

describe('R5 what is special about the round', () => {
  test('whoever can end it by declining reads so before choosing', () => {
    expect(declineInWords(views.signOff)).toBe('The others can go on without it.');
    expect(declineInWords(told({ declineEndsAfter: 0 }))).toBe('This ends the proposal for everybody, at once.');
    const next =
      'This ends the proposal for everybody, at 5pm on the next working day, unless Camden changes its decision before that.';
    expect(declineInWords(told({ declineEndsAfter: 1 }))).toBe(next);
    expect(said(viewResponse(told({ declineEndsAfter: 1 })).body)).toContain(next);
    expect(declineInWords(told({ declineEndsAfter: 2 }))).toContain('at 5pm two working days later');
    expect(declineInWords(told({ declineEndsAfter: 10 }))).toContain('at 5pm 10 working days later');
  });

  test('a decline that ends it, and a top-up, are said on the page', () => {
    expect(roundNowInWords(views.signOff)).toEqual([]);
    expect(roundNowInWords(told({ endsEarly: '2026-12-11T17:00:00.000Z' }))).toEqual([
      'A decision to decline ends this proposal for everybody at 5pm on Friday 11 December 2026, unless it is changed before that.',
    ]);
    const topUp = {
      shortfall: 125_000,
      until: '2026-12-22T17:00:00.000Z',
      enough: { limit: 750_000, pays: 750_000 },
    } as const;
    expect(roundNowInWords(told({ topUp }))).toEqual([
      'Only money is missing: the amounts approved are £1,250 less than the cost. It can be added until 5pm on Tuesday 22 December 2026.',
      'If Camden approves up to £7,500, that is enough, and the proposal goes ahead at once. Camden then pays £7,500.',
    ]);
    expect(roundNowInWords(told({ topUp: { ...topUp, enough: null } }))).toHaveLength(1);
    expect(said(viewResponse(told({ topUp })).body)).toContain('Only money is missing');
  });
});
