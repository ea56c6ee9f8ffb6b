import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareCost } from '../../../functions/domain/money/apportionment.ts';
import { askedShares } from '../../../functions/domain/money/asked-share.ts';
import { totalOf } from '../../../functions/domain/money/cost-columns.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import {
  type LiveRound,
  liveShare,
  neededOfLast,
  suggestedFor,
  suggestedLimit,
} from '../../../functions/domain/sign-off/suggested-limit.ts';
import { gss } from '../../support/builders/ids.ts';
import { invitedWithCosts } from '../money/arbitrary-costs.ts';
import { approvedRounds } from './approved-rounds.ts';
import { answer, approve, request, shared } from './rounds.ts';

const codes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map(gss);
const one = (more: Partial<SignOffRequest> = {}) => request(gss('A'), more);

/** Equal boroughs that share a cost, with these answers in order. Borough A reads unless told otherwise. */
function equal(cost: number, answers: readonly SignOffRequest['answer'][], headroom = 25): LiveRound {
  const asked = Math.floor(cost / answers.length);
  const requests = answers.map((given, at) =>
    request(codes[at] ?? gss('Z'), { asked, name: `Borough ${at}`, answer: given }),
  );
  return { scheme: { headroom, countsFrom: 50 }, costs: [shared(cost)], requests, silentAreOut: false };
}
function reader({ requests }: LiveRound, at = 0): SignOffRequest {
  return requests[at] ?? one();
}
const many = (count: number, given: SignOffRequest['answer']) => Array.from({ length: count }, () => given);
const out = answer('decline');

describe('R1 the live share', () => {
  test('R1 of nine equal boroughs, four at £6,250 and two out leave £6,666.67 to each of the other three', () => {
    const round = equal(4_500_000, [...many(3, null), ...many(4, approve(625_000)), ...many(2, out)]);
    expect(liveShare(round, reader(round))).toEqual({
      amount: 666_667,
      out: ['Borough 7', 'Borough 8'],
      atLimit: ['Borough 3', 'Borough 4', 'Borough 5', 'Borough 6'],
    });
    expect(suggestedFor(round, reader(round), null)).toBe(666_667);
  });

  test('R1 after two of the three approved £6,250 the last needs £7,500', () => {
    const round = equal(4_500_000, [null, ...many(6, approve(625_000)), ...many(2, out)]);
    expect(liveShare(round, reader(round)).amount).toBe(750_000);
    expect(suggestedFor(round, reader(round), null)).toBe(750_000);
    expect(neededOfLast(round, reader(round))).toBe(750_000);
  });

  test('R1 is the asked share while nobody is out and no limit is below its asked share', () => {
    const round = equal(100, [null, approve(33), null]);
    expect(liveShare(round, reader(round))).toEqual({ amount: 33, out: [], atLimit: [] });
    const below = equal(100, [null, approve(32), null]);
    expect(liveShare(below, reader(below))).toEqual({ amount: 34, out: [], atLimit: ['Borough 1'] });
  });

  test('R1 leaves the borough’s own earlier answer out', () => {
    const round = equal(4_500_000, [...many(7, approve(625_000)), ...many(2, out)]);
    expect(liveShare(round, reader(round)).amount).toBe(750_000);
    const declined = equal(300, [out, null, null]);
    expect(liveShare(declined, reader(declined))).toEqual({ amount: 100, out: [], atLimit: [] });
  });

  test.each([
    ['declined', { answer: out }],
    ['asked for changes', { answer: answer('request-changes') }],
    [
      'lost its approval',
      { answer: approve(900), revoked: { at: '2026-12-10T10:00:00.000Z', by: answer('decline').by, reason: 'x' } },
    ],
  ])('R1 a borough that %s is out', (_, more) => {
    const round = equal(300, [null, null, null]);
    const requests = round.requests.map((each, at) => (at === 1 ? ({ ...each, ...more } as SignOffRequest) : each));
    expect(liveShare({ ...round, requests }, reader(round))).toEqual({ amount: 150, out: ['Borough 1'], atLimit: [] });
  });

  test('R1 silence is out while a top-up runs, and joins before that', () => {
    const round = equal(300, [null, null, approve(100)]);
    expect(liveShare(round, reader(round)).amount).toBe(100);
    expect(liveShare({ ...round, silentAreOut: true }, reader(round)).amount).toBe(200);
  });

  test('R1 counts own lines of the borough, and not those of a borough that is out', () => {
    const round = equal(300, [null, out, null]);
    const costs = [shared(300), shared(7, { borough: gss('A') }), shared(50, { borough: gss('B') })];
    expect(liveShare({ ...round, costs }, reader(round)).amount).toBe(157);
  });

  test('R1 R10 with nobody else the share is the whole of the shared lines', () => {
    const round = equal(300, [null, out, out]);
    expect(liveShare(round, reader(round)).amount).toBe(300);
  });

  test('R1 R10 is never below the asked share, and to the penny what R10 makes of a limit that is high enough', () => {
    fc.assert(
      fc.property(approvedRounds(8), (round) => {
        for (const each of round.requests) {
          const { amount } = liveShare(round, each);
          expect(amount).toBeGreaterThanOrEqual(each.asked);
          const joining = round.requests.filter(({ answer: given }) => given === null || given.kind === 'approve');
          const cost = shareCost(
            round.costs,
            [...joining.filter((other) => other !== each), each].map(({ borough, weight, answer: given }) => ({
              ...{ borough, weight },
              cap: borough === each.borough ? null : (given?.upTo ?? null),
            })),
          );
          const paid =
            cost.kind === 'apportioned'
              ? cost.contributions.find(({ borough }) => borough === each.borough)
              : undefined;
          expect(Math.abs(amount - (paid?.amount ?? 0))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('R1 the suggested limit', () => {
  test('R1 lets everyone join: it is not below the asked share, the own lines or a penny', () => {
    fc.assert(
      fc.property(invitedWithCosts, fc.nat({ max: 300 }), ({ costs, invited }, headroom) => {
        const total = totalOf(costs);
        for (const { amount, ownLines } of askedShares(costs, invited)) {
          const limit = suggestedLimit({ asked: amount, live: amount, ownLines, headroom, total, officerLimit: null });
          expect(limit >= Math.max(1, amount, ownLines) && limit <= total).toBe(true);
          expect(BigInt(limit) * 100n <= BigInt(Math.max(amount, 1)) * BigInt(100 + headroom)).toBe(true);
        }
      }),
    );
  });

  const usual: Parameters<typeof suggestedLimit>[0] = {
    asked: 2_727_273,
    live: 2_727_273,
    ownLines: 0,
    headroom: 25,
    total: 15_000_000,
    officerLimit: null,
  };
  test.each<[typeof usual, number, string]>([
    [usual, 3_409_091, 'the share and a quarter, rounded down to the penny'],
    [{ ...usual, headroom: 0 }, 2_727_273, 'the share without headroom'],
    [{ ...usual, live: 3_409_091 }, 3_409_091, 'a live share within the headroom changes nothing'],
    [{ ...usual, live: 3_409_092 }, 3_409_092, 'a larger live share'],
    [
      { ...usual, live: 3_409_092, officerLimit: 3_000_000 },
      3_000_000,
      "the officer's limit, even below the live share",
    ],
    [{ ...usual, total: 3_409_090 }, 3_409_090, 'the total cost at most'],
    [{ ...usual, officerLimit: 3_000_000 }, 3_000_000, "the officer's limit at most"],
    [{ ...usual, officerLimit: 3_409_092 }, 3_409_091, 'a limit above changes nothing'],
    [{ ...usual, asked: 0, live: 0 }, 1, 'a penny at least'],
    [{ ...usual, asked: 500, live: 500, ownLines: 500, officerLimit: 499 }, 500, 'the own lines at least'],
    [
      { ...usual, asked: 99_999_999_999, live: 99_999_999_999, total: 99_999_999_999, headroom: 1000 },
      99_999_999_999,
      'exact when large',
    ],
  ])('R1 for %o is %i: %s', (each, limit) => {
    expect(suggestedLimit(each)).toBe(limit);
  });

  test('R1 R10 if everyone who has not answered approves what is suggested, the money is there', () => {
    fc.assert(
      fc.property(approvedRounds(8), (round) => {
        const caps = round.requests
          .filter(({ answer: given }) => given === null || given.kind === 'approve')
          .map((each) => ({ ...each, cap: each.answer?.upTo ?? suggestedFor(round, each, null) }));
        if (round.requests.some(({ answer: given }) => given === null))
          expect(shareCost(round.costs, caps).kind).toBe('apportioned');
      }),
    );
  });
});

describe('R1 what the last borough to answer needs', () => {
  test('R1 is unknown while another can answer, and for a borough that answered', () => {
    expect(neededOfLast(equal(300, [null, null, approve(100)]), one())).toBe(null);
    const all = equal(300, [approve(50), approve(100), approve(100)]);
    expect(neededOfLast(all, reader(all))).toBe(null);
  });

  test('R1 is what the limits of the others leave, with the own lines', () => {
    const round = equal(90_000, [null, approve(40_000), approve(40_000)]);
    expect(neededOfLast(round, reader(round))).toBe(10_000);
    const covered = equal(80_000, [null, approve(40_000), approve(40_000)]);
    expect(neededOfLast(covered, reader(covered))).toBe(0);
    const own = { ...reader(covered), ownLines: 70 };
    expect(neededOfLast({ ...covered, costs: [...covered.costs, shared(70, { borough: gss('A') })] }, own)).toBe(70);
  });

  test('R1 R10 exactly that amount covers the cost, and a penny less does not', () => {
    fc.assert(
      fc.property(approvedRounds(6), (drawn) => {
        const [last, ...others] = drawn.requests;
        if (last === undefined || others.some(({ answer: given }) => given === null)) return;
        const reading = { ...last, answer: null };
        const needed = neededOfLast({ ...drawn, requests: [reading, ...others] }, reading) ?? -1;
        const kind = (cap: number) =>
          shareCost(drawn.costs, [
            { ...reading, cap },
            ...others
              .filter(({ answer: given }) => given?.kind === 'approve')
              .map((each) => ({ ...each, cap: each.answer?.upTo ?? 0 })),
          ]).kind;
        expect(kind(needed)).toBe('apportioned');
        if (needed > reading.ownLines) expect(kind(needed - 1)).toBe('shortfall');
      }),
    );
  });
});
