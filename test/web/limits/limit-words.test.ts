import { describe, expect, test } from 'vitest';
import type { SignOffPage } from '../../../functions/application/views/pages.ts';
import { dropOutsInWords, lastInWords, shownBackInWords, whyLive } from '../../../functions/web/limit-words.ts';
import { bothFigures } from '../../../functions/web/words.ts';
import * as views from '../views.ts';

const page = (more: Partial<SignOffPage>): SignOffPage => ({ ...views.signOff, othersAnswered: 'none', ...more });
const lead = { ...views.signOff.borough, lead: true };

describe('R1 the amount in words', () => {
  test.each<[Partial<SignOffPage>, string]>([
    [
      { dropOuts: { others: 7, without: 1 } },
      'If every borough approves what is suggested, this can go ahead without any 1 of the other 7 boroughs (the lead must approve), but not without 2.',
    ],
    [
      { dropOuts: { others: 8, without: 2 }, borough: lead },
      'If every borough approves what is suggested, this can go ahead without any 2 of the other 8 boroughs, but not without 3.',
    ],
    [
      { dropOuts: { others: 7, without: 1 }, othersAnswered: 'some', partner: 'partner' },
      'If every partner that has not answered approves what is suggested, this can go ahead without any 1 of the other 7 partners (the lead must approve), but not without 2.',
    ],
    [
      { dropOuts: { others: 7, without: 0 } },
      'If every borough approves what is suggested, this can go ahead (the lead must approve), but it can fail if even 1 of the other 7 boroughs drops out.',
    ],
    [
      { dropOuts: { others: 1, without: 0 }, othersAnswered: 'all' },
      'If Camden approves what is suggested, this can go ahead (the lead must approve), but it can fail if the other borough drops out.',
    ],
    [
      { dropOuts: { others: 3, without: 3 } },
      'If every borough approves what is suggested, this can go ahead even without the other 3 boroughs (the lead must approve).',
    ],
    [
      { dropOuts: { others: 0, without: 0 } },
      'If every borough approves what is suggested, this can go ahead (the lead must approve). There is no other borough that could drop out.',
    ],
    [
      { dropOuts: { others: 3, without: null } },
      'Even if every borough approves what is suggested, this cannot go ahead as things are now.',
    ],
  ])('R1 of %o says how many may drop out', (more, sentence) => {
    expect(dropOutsInWords(page(more))).toBe(sentence);
  });

  test('R1 the last to answer reads what it needs', () => {
    const westminster = { ...views.signOff.borough, name: 'Westminster' };
    expect(lastInWords(page({ borough: westminster, neededOfLast: 750_000 }))).toBe(
      'Every other borough has answered. It needs £7,500 more. If Westminster approves less, it can go ahead only if others raise their limits.',
    );
    const { ownLines } = views.signOff;
    expect(lastInWords(page({ neededOfLast: ownLines + 1 }))).toContain('It needs £2,500.01 more.');
    expect(lastInWords(page({ neededOfLast: ownLines }))).toBe(
      'Every other borough has answered. Their limits already cover the costs that all share.',
    );
    expect(lastInWords(page({ neededOfLast: null }))).toBe(null);
  });

  test('R1 says why the live share is another one', () => {
    const amount = 1;
    expect(whyLive({ amount, out: ['Brent'], atLimit: [] })).toBe('because Brent takes no part');
    expect(whyLive({ amount, out: ['Brent', 'Camden'], atLimit: ['Ealing'] })).toBe(
      'because Brent and Camden take no part, and Ealing pays no more than its limit',
    );
    expect(whyLive({ amount, out: [], atLimit: ['Brent', 'Ealing'] })).toBe(
      'because Brent and Ealing pay no more than their limits',
    );
  });

  test('R1 R8 an officer with a limit below the share never reads that it is the most the share can become', () => {
    expect(bothFigures(100_000, 50_000, 'borough')).toBe(
      '£1,000 if every borough joins, of which you can approve up to £500',
    );
    expect(bothFigures(100_000, 100_000, 'borough')).toBe('£1,000 if every borough joins, up to £1,000 if some do not');
  });

  const newham = { ...views.signOff.borough, name: 'Newham' };
  const below = {
    why: 'below-share',
    upTo: 100,
    asked: 2_727_273,
    live: 2_727_273,
    suggested: 3_409_091,
    missing: 0,
    tooSmallBelow: null,
  } as const;
  test.each<[Parameters<typeof shownBackInWords>[1], string]>([
    [below, 'Newham’s share is £27,272.73. With a limit of £1 Newham takes part and pays £1; the others pay the rest.'],
    [
      { ...below, live: 3_333_334 },
      'Newham’s share is £27,272.73 if every borough joins, and £33,333.34 as things are now. With a limit of £1 Newham takes part and pays £1; the others pay the rest.',
    ],
    [
      { ...below, missing: 125_000 },
      'Newham’s share is £27,272.73. With a limit of £1 Newham takes part and pays £1. Together the limits are then £1,250 less than the cost, so it can go ahead only if others raise their limits.',
    ],
    [
      { ...below, tooSmallBelow: 50 },
      'Newham’s share is £27,272.73. With a limit of £1 Newham takes part and pays £1; the others pay the rest. A limit below 50% of the share adds money, but does not count towards the approvals needed.',
    ],
    [
      { ...below, why: 'above-suggested', upTo: 6_000_000 },
      'Newham’s share is £27,272.73. The suggested limit is £34,090.91. With a limit of £60,000 Newham takes part and can pay up to £60,000 if other boroughs drop out or pay less.',
    ],
  ])('R1 of %o says what the amount means', (shown, words) => {
    expect(shownBackInWords(page({ borough: newham }), shown)).toBe(words);
  });
});
