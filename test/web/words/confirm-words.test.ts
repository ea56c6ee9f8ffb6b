import { describe, expect, test } from 'vitest';
import type { LinkView } from '../../../functions/application/views/pages.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import { viewResponse } from '../../../functions/web/link-pages.ts';
import { confirmRequest, revisedNotice } from '../email-views.ts';
import { said } from '../markup.ts';
import * as views from '../views.ts';

const shown = (view: LinkView) => said(viewResponse(view).body);

describe('R17, R29 a confirm page', () => {
  test('never says that what was sent can be changed', () => {
    const page = shown(views.confirm);

    expect(page).toContain('We record your answer as soon as you send it. You cannot delete or change it afterwards.');
    expect(page).not.toContain('while the round is open');
  });

  test('says until when one can answer if a call-in outlasts the advice', () => {
    const longer = 'you can still answer, until 5pm on Thursday 21 January 2027 at the latest.';
    const closesAt = '2027-01-05T17:00:00.000Z';

    expect(shown(views.confirm)).toContain(longer);
    expect(renderEmail(confirmRequest).text.replaceAll(/\s+/g, ' ')).toContain(longer);
    expect(shown({ ...views.confirm, closesAt })).not.toContain('at the latest');
  });

  test('speaks of one decision that was called in, and of several', () => {
    expect(shown(views.confirm)).toContain(
      'Newham’s decision has been called in for at least 10 working days. You can go on without it.',
    );
    expect(shown({ ...views.confirm, without: ['Brent', 'Newham'] })).toContain(
      'The decisions of Brent and Newham have been called in for at least 10 working days. You can go on without them.',
    );
    expect(shown({ ...views.confirm, without: ['Brent', 'Newham'] })).toContain('The others then pay their parts');
  });

  test('says what to do if a key decision is called in, and if it is not', () => {
    expect(shown(views.confirmCallIn)).toContain(
      'If they do, say so with the form below. If they do not, you do not need to do anything.',
    );
  });
});

describe('R1 a sign-off page', () => {
  test('tells the last to answer that only its own share is open', () => {
    const page = shown(views.last);

    expect(page).toContain('£37,500 if Camden joins, because');
    expect(page).toContain('£37,500 the share as things are now. You can change this amount on the form.');
    expect(page).toContain('If you enter another amount, we first show you what that means.');
  });

  test('names the larger share, below which an amount is shown back', () => {
    expect(shown(views.signOff)).toContain(
      'If you enter less than £33,333.34 or more than £34,090.91, we first show you what that means.',
    );
    expect(shown({ ...views.signOff, suggestedLimit: 1_000_000 })).toContain(
      'We first show you what your amount means. You then send the form again.',
    );
  });

  test('R2 tells the lead what its wish for changes means for all', () => {
    const page = shown(views.lead);

    expect(page).toContain('Hackney is the lead borough, so the proposal cannot go ahead as it is.');
    expect(page).not.toContain('Hackney takes no part. Declare');
    expect(shown(views.signOff)).toContain(
      'If the other boroughs fund the proposal without changes, Camden takes no part.',
    );
  });

  test('R29 speaks of one working day, and of several', () => {
    const keyed = (callInWorkingDays: number) =>
      shown({ ...views.signOff, keyDecision: { above: 1_000_000, callInWorkingDays } });

    expect(keyed(1)).toContain('have had 1 working day to call');
    expect(keyed(5)).toContain('have had 5 working days to call');
  });
});

test('R4 nobody is promised a receipt for silence that counted', () => {
  expect(shown(views.deemed)).toContain('We will email you the outcome.');
  expect(shown(views.deemed)).not.toContain('receipt');
});

test('R7 the email about a revision names the address of the secretariat once, as what to do', () => {
  const replaced = renderEmail({ ...revisedNotice, progress: null, told: [] }).text;

  expect(replaced.split(revisedNotice.replyTo)).toHaveLength(2);
});
