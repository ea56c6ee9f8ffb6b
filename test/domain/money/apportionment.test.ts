import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, shareCost, type Willing } from '../../../functions/domain/money/apportionment.ts';
import { ownLineCells, sharedColumns, totalOf } from '../../../functions/domain/money/cost-columns.ts';
import { largestRemainder } from '../../../functions/domain/numbers/largest-remainder.ts';
import { plainPounds } from '../../../functions/domain/vocabulary/money.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';
import { workedExamples } from '../../support/builders/samples.ts';
import { boroughs, coalitionOf, invitedWithCosts, positivePence, weight } from './arbitrary-costs.ts';

/** Caps at, just below and just above the proportional value: there a penny could push a borough over its cap. */
const adversarial = fc
  .tuple(fc.oneof(fc.constant(0), positivePence), boroughs({ minLength: 1, maxLength: 12 }))
  .chain(([total, codes]) =>
    fc.tuple(...codes.map((borough) => fc.record({ borough: fc.constant(borough), weight }))).chain((weighted) => {
      const exact = largestRemainder(total, weighted);
      const willing = weighted.map((each): fc.Arbitrary<Willing> => {
        const near = fc.integer({ min: -2, max: 2 }).map((off) => Math.max(0, (exact.get(each.borough) ?? 0) + off));
        const cap = fc.oneof(near, near, fc.integer({ min: 0, max: total }), fc.constant(null));
        return cap.map((amount) => ({ ...each, cap: amount }));
      });
      return fc.record({ total: fc.constant(total), willing: fc.tuple(...willing) });
    }),
  );

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/**
 * The same shares computed differently: the borough with the smallest cap for its weight is capped first, one at a
 * time.
 */
function byWaterFilling(total: number, willing: readonly Willing[]): Map<BoroughCode, number> {
  const open = willing.toSorted((a, b) => (a.cap ?? Infinity) / a.weight - (b.cap ?? Infinity) / b.weight);
  const shares = new Map<BoroughCode, number>();
  let left = total;
  for (let first = open[0]; first !== undefined; first = open[0]) {
    const weights = sum(open.map((each) => each.weight));
    if (first.cap === null || BigInt(left) * BigInt(first.weight) <= BigInt(first.cap) * BigInt(weights)) break;
    shares.set(first.borough, first.cap);
    left -= first.cap;
    open.shift();
  }
  if (open.length > 0) for (const [borough, share] of largestRemainder(left, open)) shares.set(borough, share);
  return shares;
}

describe('R10 sharing among the willing', () => {
  test('R10 shares sum to the total and no penny pushes anyone over a cap, or the shortfall says exactly by how much', () => {
    fc.assert(
      fc.property(adversarial, ({ total, willing }) => {
        const result = apportion(total, willing);
        const together = sum(willing.map(({ cap }) => cap ?? total));
        if (together < total) {
          expect(result).toEqual({ kind: 'shortfall', by: total - together });
          return;
        }
        const shares = result.kind === 'apportioned' ? result.shares : [];
        expect(shares.map(({ borough }) => borough)).toEqual(willing.map(({ borough }) => borough).toSorted());
        expect(sum(shares.map(({ amount }) => amount))).toBe(total);
        const cap = new Map(willing.map((each) => [each.borough, each.cap ?? total]));
        expect(shares.filter(({ borough, amount }) => amount < 0 || amount > (cap.get(borough) ?? -1))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('R10 capping one borough at a time, tightest first, gives the same shares', () => {
    fc.assert(
      fc.property(adversarial, ({ total, willing }) => {
        const result = apportion(total, willing);
        fc.pre(result.kind === 'apportioned');
        const shares = new Map(result.shares.map(({ borough, amount }) => [borough, amount]));
        expect(shares).toEqual(byWaterFilling(total, willing));
      }),
      { numRuns: 1000 },
    );
  });

  test('R10 the order of the willing changes nothing', () => {
    fc.assert(
      fc.property(adversarial, ({ total, willing }) => {
        expect(apportion(total, willing.toReversed())).toEqual(apportion(total, willing));
      }),
    );
  });

  test('R10 a heavier borough whose cap is no tighter never pays less', () => {
    fc.assert(
      fc.property(adversarial, ({ total, willing }) => {
        const result = apportion(total, willing);
        const shares = new Map(result.kind === 'apportioned' ? result.shares.map((s) => [s.borough, s.amount]) : []);
        const unfair = willing.filter((a) =>
          willing.some((b) => {
            const noTighter = a.cap === null || (b.cap !== null && a.cap >= b.cap);
            return a.weight > b.weight && noTighter && (shares.get(a.borough) ?? 0) < (shares.get(b.borough) ?? 0);
          }),
        );
        expect(unfair).toEqual([]);
      }),
    );
  });

  test('R10 when one leaves, the others pay at least as much as before, up to a penny of rounding', () => {
    fc.assert(
      fc.property(adversarial, ({ total, willing }) => {
        const [before, after] = [apportion(total, willing), apportion(total, willing.slice(1))];
        fc.pre(before.kind === 'apportioned' && after.kind === 'apportioned');
        const earlier = new Map(before.shares.map(({ borough, amount }) => [borough, amount]));
        expect(after.shares.filter(({ borough, amount }) => amount < (earlier.get(borough) ?? 0) - 1)).toEqual([]);
      }),
    );
  });

  test('R10 caps a penny below the total fall short, and caps that sum to the total are paid in full', () => {
    const willing = [
      { borough: gss('A'), weight: 3, cap: 40 },
      { borough: gss('B'), weight: 1, cap: 60 },
    ];
    expect(apportion(101, willing)).toEqual({ kind: 'shortfall', by: 1 });
    expect(apportion(100, willing)).toEqual({
      kind: 'apportioned',
      shares: [
        { borough: gss('A'), amount: 40 },
        { borough: gss('B'), amount: 60 },
      ],
    });
  });

  test('R10 with no participants, a cost of zero is shared and any other cost falls short', () => {
    expect(apportion(0, [])).toEqual({ kind: 'apportioned', shares: [] });
    expect(apportion(1, [])).toEqual({ kind: 'shortfall', by: 1 });
  });

  test('R10 invalid weights, caps and names are errors', () => {
    const good = { borough: gss('A'), weight: 1, cap: null };
    expect(() => apportion(-1, [good])).toThrow('Cannot share -1 pence');
    expect(() => apportion(1, [{ ...good, weight: 0 }])).toThrow('A has the weight 0');
    expect(() => apportion(1, [{ ...good, cap: -1 }])).toThrow('A has a cap of -1 pence for the shared lines');
    expect(() => apportion(1, [{ ...good, cap: 0.5 }])).toThrow('A has a cap of 0.5 pence for the shared lines');
    expect(() => apportion(1, [good, good])).toThrow('A is named twice');
    const capped = { ...good, cap: 1 };
    expect(() => apportion(2, [capped, capped])).toThrow('A is named twice');
    expect(() => apportion(3, [capped, capped])).toThrow('A is named twice');
  });
});

interface Worked {
  readonly cases: readonly {
    readonly name: string;
    readonly total: string;
    readonly boroughs: readonly [string, number, string | null][];
    readonly shares?: Record<string, string>;
    readonly shortfall?: string;
  }[];
}
const pence = (pounds: string) => Number(pounds.replace('.', ''));

test.each(workedExamples<Worked>('apportionment').cases)(
  'R10 the worked example "$name" gives its shares',
  (example) => {
    const willing = example.boroughs.map(([borough, each, cap]) => ({
      borough: gss(borough),
      weight: each,
      cap: cap === null ? null : pence(cap),
    }));
    const result = apportion(pence(example.total), willing);
    const worked =
      result.kind === 'shortfall'
        ? { shortfall: plainPounds(result.by) }
        : { shares: Object.fromEntries(result.shares.map(({ borough, amount }) => [borough, plainPounds(amount)])) };
    expect(worked).toEqual(
      example.shares === undefined ? { shortfall: example.shortfall } : { shares: example.shares },
    );
  },
);

describe('R10 the whole cost', () => {
  const coalitions = invitedWithCosts.chain(({ costs, invited }) =>
    coalitionOf(invited).map((participants) => ({ costs, participants })),
  );

  test('R10 contributions sum to all shared lines and the own lines of the participants, each within its cap', () => {
    fc.assert(
      fc.property(coalitions, ({ costs, participants }) => {
        const result = shareCost(costs, participants);
        const own = new Map(participants.map((each) => [each.borough, totalOf(ownLineCells(costs, each.borough))]));
        const cost = totalOf(sharedColumns(costs)) + sum([...own.values()]);
        if (result.kind === 'shortfall') {
          expect(sum(participants.map(({ cap }) => cap)) + result.by).toBe(cost);
          return;
        }
        expect(sum(result.contributions.map(({ amount }) => amount))).toBe(cost);
        for (const { borough, amount, shared, ownLines } of result.contributions) {
          expect(ownLines).toBe(own.get(borough));
          expect(amount).toBe(shared + ownLines);
          expect(amount).toBeLessThanOrEqual(participants.find((each) => each.borough === borough)?.cap ?? -1);
        }
      }),
      { numRuns: 500 },
    );
  });

  const costs = [
    { financialYear: '2026-27', kind: 'revenue', amount: 1000, description: 'Shared', stage: 1 },
    { financialYear: '2026-27', kind: 'capital', amount: 300, description: 'Own', stage: 1, borough: gss('A') },
    { financialYear: '2026-27', kind: 'capital', amount: 50, description: 'Own', stage: 1, borough: gss('C') },
  ] as const;

  test('R10 own lines count against the cap first, and those of a borough that takes no part drop out', () => {
    const participants = [
      { borough: gss('B'), weight: 1, cap: null },
      { borough: gss('A'), weight: 1, cap: 700 },
    ];
    expect(shareCost(costs, participants)).toEqual({
      kind: 'apportioned',
      contributions: [
        { borough: gss('A'), shared: 400, ownLines: 300, amount: 700 },
        { borough: gss('B'), shared: 600, ownLines: 0, amount: 600 },
      ],
    });
  });

  test('R10 a cap equal to the own lines shares nothing, and a cap below them is an error', () => {
    const with300 = [
      { borough: gss('A'), weight: 1, cap: 300 },
      { borough: gss('B'), weight: 1, cap: null },
    ];
    expect(shareCost(costs, with300)).toMatchObject({ contributions: [{ shared: 0, amount: 300 }, { shared: 1000 }] });
    expect(() => shareCost(costs, [{ borough: gss('A'), weight: 1, cap: 299 }])).toThrow(
      'A has a cap of -1 pence for the shared lines',
    );
  });
});
