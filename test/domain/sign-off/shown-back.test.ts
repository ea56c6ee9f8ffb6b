import { describe, expect, test } from 'vitest';
import { shownBack } from '../../../functions/domain/sign-off/shown-back.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { LiveRound } from '../../../functions/domain/sign-off/suggested-limit.ts';
import { gss } from '../../support/builders/ids.ts';
import { answer, approve, request, shared } from './rounds.ts';

/** Three boroughs share £900 equally, with a headroom of a quarter: £300 each, and £375 is suggested. */
function three(...others: readonly SignOffRequest['answer'][]): LiveRound {
  const requests = [null, ...others].map((given, at) =>
    request(gss('ABC'.charAt(at)), { asked: 30_000, answer: given }),
  );
  return { scheme: { headroom: 25, countsFrom: 50 }, costs: [shared(90_000)], requests, silentAreOut: false };
}
const reading = request(gss('A'), { asked: 30_000 });
const whyOf = (round: LiveRound, upTo: number, limit: number | null = null) =>
  shownBack(round, reading, upTo, limit)?.why ?? null;

describe('R1 an amount that is shown back before it is recorded', () => {
  test.each([
    [29_999, 'below-share'],
    [30_000, null],
    [37_500, null],
    [37_501, 'above-suggested'],
  ])('R1 while everybody may join, %i pence is %s', (upTo, why) => {
    expect(whyOf(three(null, null), upTo)).toBe(why);
  });

  test.each([
    [44_999, 'below-share'],
    [45_000, null],
    [45_001, 'above-suggested'],
  ])('R1 once one is out, %i pence is %s', (upTo, why) => {
    expect(whyOf(three(answer('decline'), null), upTo)).toBe(why);
  });

  test('R1 what is suggested to an officer with a low limit is shown back where it is below the live share', () => {
    expect(whyOf(three(answer('decline'), null), 40_000, 40_000)).toBe('below-share');
    expect(whyOf(three(null, null), 35_000, 34_000)).toBe('above-suggested');
  });

  test('R1 says what the limits lack, and nothing while somebody without a limit may still join', () => {
    expect(shownBack(three(null, approve(30_000)), reading, 1, null)).toEqual({
      ...{ why: 'below-share', upTo: 1, asked: 30_000, live: 30_000, suggested: 37_500, missing: 0, tooSmallBelow: 50 },
    });
    expect(shownBack(three(approve(40_000), approve(40_000)), reading, 9_999, null)).toMatchObject({ missing: 1 });
    expect(shownBack(three(approve(40_000), approve(40_000)), reading, 10_000, null)).toMatchObject({ missing: 0 });
    expect(shownBack(three(answer('decline'), answer('decline')), reading, 30_000, null)).toMatchObject({
      missing: 60_000,
    });
  });

  test.each([
    [14_999, 50],
    [15_000, null],
  ])('R3 says of %i pence whether it is too small to count', (upTo, tooSmallBelow) => {
    expect(shownBack(three(null, null), reading, upTo, null)).toMatchObject({ tooSmallBelow });
  });

  test('R1 the borough’s own earlier answer does not count', () => {
    const round = three(null, null);
    const [own, ...others] = round.requests;
    const again = { ...(own ?? reading), answer: approve(37_500) };
    expect(shownBack({ ...round, requests: [again, ...others] }, again, 30_000, null)).toBe(null);
  });
});
