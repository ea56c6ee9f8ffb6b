import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valued } from '../../../functions/domain/appraisal/appraisal.ts';
import { flowsOf } from '../../../functions/domain/appraisal/appraisal-flows.ts';
import {
  cumulativesBelowZero,
  deflators,
  discountFactorsAndOneMore,
  presentValue,
} from '../../../functions/domain/appraisal/discounting.ts';
import { biasFactors } from '../../../functions/domain/appraisal/optimism-bias.ts';
import { sensitivities } from '../../../functions/domain/appraisal/sensitivity.ts';
import { difference, exactly, type Figure, product, quotient, sign } from '../../../functions/domain/numbers/figure.ts';
import {
  ceiling,
  type Rational,
  rational,
  rounded,
  signOf,
  subtract,
} from '../../../functions/domain/numbers/rational.ts';
import { ratio, toFourDecimals, toPence, toWholeNotBelow } from '../../../functions/domain/numbers/reported-figure.ts';
import { inDoubles, nearQuotient, type SeriesInDoubles } from '../../../functions/domain/numbers/series-in-doubles.ts';
import { compounded, cumulative, timesYearly, total } from '../../../functions/domain/numbers/yearly-series.ts';
import { benefit, cost, inputOf, parametersOf } from '../../support/builders/appraisal-inputs.ts';

const numRuns = 500;
const set = parametersOf('green-book-2026-02');

/** The double itself as a fraction. */
function fractionOf(double: number): Rational {
  if (!Number.isFinite(double)) throw new RangeError(`${double} is no fraction`);
  let [value, per] = [double, 1n];
  while (!Number.isInteger(value)) [value, per] = [value * 2, per * 2n];
  return rational(BigInt(value), per);
}

function off({ near, exact }: Figure): Rational {
  const { numerator, denominator } = subtract(exact(), fractionOf(near));
  return rational(numerator < 0n ? -numerator : numerator, denominator);
}

/** The exact figure lies within the doubt, or nothing is claimed. */
function expectWithinDoubt(figure: Figure): void {
  if (!(figure.doubt < Number.POSITIVE_INFINITY)) return;
  expect(signOf(subtract(fractionOf(figure.doubt), off(figure)))).toBeGreaterThanOrEqual(0);
}

const powers = fc.integer({ min: 0, max: 900 }).chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) }));
const pence = fc.oneof(
  fc.bigInt({ min: -200n, max: 200n }),
  fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
  fc.tuple(powers, fc.boolean()).map(([value, negative]) => (negative ? -value : value)),
);
const fractions = fc
  .tuple(pence, fc.oneof(fc.bigInt({ min: 1n, max: 20_000n }), powers))
  .map(([numerator, denominator]) => rational(numerator, denominator || 1n));

const rates = fc.array(
  fc.integer({ min: -400, max: 10_000 }).map((rate) => rational(BigInt(rate), 10_000n)),
  { minLength: 125, maxLength: 125 },
);
/** Whole pence, or with long deflators; now and then every amount is taken back a year later, so that nearly all cancels. */
const amounts = fc
  .tuple(fc.array(pence, { minLength: 1, maxLength: 63 }), fc.boolean(), fc.boolean(), rates)
  .map(([values, cancelling, nominal, inflation]) => {
    const flows = cancelling ? values.flatMap((value) => [value, -value]) : values;
    const whole = { values: flows, per: 1n };
    return inDoubles(nominal ? timesYearly(whole, compounded(inflation)) : whole);
  });
const factors = rates.map((each) => inDoubles(compounded(each)));

const presentValues = fc.tuple(amounts, factors).map(([of, by]) => presentValue(of, by));
const figures = fc.oneof(presentValues, fractions.map(exactly));

describe('R14 the exact figure lies within the doubt of its double', () => {
  test('for a present value, a fraction, a difference, a product and a quotient', () => {
    fc.assert(
      fc.property(figures, figures, fractions, (a, b, factor) => {
        const [less, more] = [difference(a, b), product(a, factor)];
        for (const figure of [a, less, difference(a, a), more, quotient(less, b), quotient(more, a)]) {
          expectWithinDoubt(figure);
        }
      }),
      { numRuns },
    );
  });

  test('of an operation on doubles that are as far off as they may be', () => {
    fc.assert(
      fc.property(fractions, fractions, aside, aside, (a, b, of, by) => {
        const [x, y] = [edged(a, of), edged(b, by)];
        for (const each of [difference(x, y), product(x, b), quotient(x, y)]) expectWithinDoubt(each);
      }),
      { numRuns },
    );
  });
});

/** What a double is multiplied by, so that it is off. */
const aside = fc.constantFrom(1, 0.999, 1.001, 2 ** -20);

/** As a figure whose double is off, and whose doubt is the smallest double that says so. */
function edged(value: Rational, by: number): Figure {
  const exactFigure = exactly(value);
  if (exactFigure.near === 0 || !(exactFigure.doubt < Number.POSITIVE_INFINITY)) return exactFigure;
  const near = exactFigure.near * by;
  const distance = off({ ...exactFigure, near });
  let doubt = nearQuotient(distance.numerator, distance.denominator) * (1 - 4 * Number.EPSILON);
  while (signOf(subtract(fractionOf(doubt), distance)) < 0) doubt *= 1 + Number.EPSILON;
  const inRange = doubt === 0 || (doubt > 2 ** -500 && doubt < 2 ** 500);
  return { ...exactFigure, near, doubt: inRange && Math.abs(near) > 2 ** -500 ? doubt : Number.POSITIVE_INFINITY };
}

test('R14 R18 roundings, signs and ceilings are those of the exact figure', () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const exact = figure.exact();
      expect(sign(figure)).toBe(signOf(exact));
      const [nearest, above] = [rounded(exact), ceiling(exact)];
      if (Number.isSafeInteger(Number(nearest))) expect(toPence(figure)).toBe(Number(nearest));
      else expect(() => toPence(figure)).toThrow(RangeError);
      expect(toWholeNotBelow(figure)).toBe(Number(above));
      const counted = rounded(rational(exact.numerator * 10_000n, exact.denominator));
      if (Number.isSafeInteger(Number(counted))) expect(toFourDecimals(figure)).toBe(Number(counted) / 10_000);
    }),
    { numRuns },
  );
});

test('R15 whether a cumulative present value is below 0 is what exact sums say, also where they come to 0', () => {
  fc.assert(
    fc.property(amounts, factors, (of, by) => {
      const exact = cumulative(timesYearly(of, by)).values.map((sum) => sum < 0n);
      expect(cumulativesBelowZero(of, by)).toEqual(exact);
    }),
    { numRuns: 200 },
  );
  const even = inDoubles({ values: [0n, -2000n, 2070n, -1n], per: 1n });
  const by = discountFactorsAndOneMore(set.discountRates, 3);
  expect(cumulativesBelowZero(even, by)).toEqual([false, true, false, true]);
});

test('R15 a cumulative present value that comes to exactly 0 again and again is not below 0, and a penny less is', () => {
  const thousands = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(thousands, (paid) => {
      // At 3.5%, as in the first 30 years, a payment of 1,000 is worth the 1,035 of the next year.
      const even = paid.flatMap((each) => [-1_000n * each, 1_035n * each]);
      const by = discountFactorsAndOneMore(set.discountRates, even.length - 1);
      const below = (values: readonly bigint[]) => cumulativesBelowZero(inDoubles({ values, per: 1n }), by);
      const turns = paid.flatMap(() => [true, false]);
      expect(below(even)).toEqual(turns);
      expect(below([...even.slice(0, -1), (even.at(-1) ?? 0n) - 1n])).toEqual([...turns.slice(0, -1), true]);
    }),
  );
});

test('R14 R18 a figure that lies exactly where its rounding turns, at the very end of its doubt, is rounded as its fraction is', () => {
  const counts = fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }));
  const units = fc.integer({ min: -8, max: 8 }).map((each) => 1 + each * Number.EPSILON);
  fc.assert(
    fc.property(counts, units, (count, by) => {
      const half = 2n * count + 1n;
      const awayFromZero = Number(half > 0n ? count + 1n : count);
      expect(toPence(edged(rational(half, 2n), by))).toBe(awayFromZero);
      expect(toFourDecimals(edged(rational(half, 20_000n), by))).toBe(awayFromZero / 10_000);
      expect(toWholeNotBelow(edged(rational(count), by))).toBe(Number(count));
    }),
    { numRuns },
  );
});

/** A figure that counts how often its fraction is asked for. */
function counted(near: number, doubt: number, value = rational(0n)) {
  const asked = { times: 0 };
  const exact = () => {
    asked.times += 1;
    return value;
  };
  return { figure: { near, doubt, exact }, asked };
}

describe('R14 the fraction decides exactly where the double leaves a doubt', () => {
  const ulp = 2 ** -40;

  test.each([
    ['a half-way point within the doubt', 2.5 - ulp, 2 * ulp, 1],
    ['a half-way point at the very end of the doubt', 2.5 - ulp, ulp, 1],
    ['a half-way point one unit beyond the doubt', 2.5 - 2 * ulp, ulp, 0],
    ['a half-way point below 0 at the end of the doubt', -2.5 + ulp, ulp, 1],
    ['a half-way point below 0 one unit beyond the doubt', -2.5 + 2 * ulp, ulp, 0],
    ['a doubt that is infinite', 7, Number.POSITIVE_INFINITY, 1],
    ['a doubt that is no number', 7, Number.NaN, 1],
    ['a double that is no number', Number.NaN, 0, 1],
    ['the double just below a half', 0.499_999_999_999_999_94, 0, 1],
    ['a whole number beyond 2^53', 2 ** 53, 0, 1],
  ])('%s', (_, near, doubt, times) => {
    const { figure, asked } = counted(near, doubt, rational(3n));
    expect(toPence(figure)).toBe(times === 1 ? 3 : Math.round(near));
    expect(asked.times).toBe(times);
  });

  test('a sign, and a whole number that is not below', () => {
    const cases = [[2 * ulp, ulp, 0] as const, [ulp, ulp, 1] as const, [0, 0, 0] as const, [0, ulp, 1] as const];
    for (const [near, doubt, times] of cases) {
      for (const each of [counted(near, doubt), counted(-near, doubt)]) {
        sign(each.figure);
        expect(each.asked.times).toBe(times);
      }
      for (const each of [counted(4 + near, doubt), counted(4 - near, doubt)]) {
        toWholeNotBelow(each.figure);
        expect(each.asked.times).toBe(near === 0 ? 1 : times);
      }
    }
  });

  test('halves go away from zero', () => {
    const flow = (value: bigint) => inDoubles({ values: [value], per: 2n });
    const one = inDoubles({ values: [1n], per: 1n });
    expect([3n, -3n, 5n, -5n, 1n, -1n].map((value) => toPence(presentValue(flow(value), one)))).toEqual([
      2, -2, 3, -3, 1, -1,
    ]);
    expect(toFourDecimals(exactly(rational(-109_365n, 100_000n)))).toBe(-1.0937);
  });
});

describe('R14 a year beyond the range of plain doubles leaves everything to the fraction', () => {
  const one = inDoubles({ values: [1n, 1n], per: 1n });
  const limit = 2n ** 200n;

  test.each([
    ['at the upper limit', { values: [limit, 1n], per: 1n }, true],
    ['above it', { values: [limit + 2n ** 150n, 1n], per: 1n }, false],
    ['at the lower limit', { values: [1n, 0n], per: limit }, true],
    ['below it', { values: [1n, 0n], per: limit + 2n ** 150n }, false],
    ['below 0 and beyond', { values: [-limit * 2n, limit * 2n], per: 1n }, false],
    ['beyond what a double can be', { values: [2n ** 5_000n, -1n], per: 2n ** 3_000n }, false],
    ['below what a double can be', { values: [-1n, 1n], per: 2n ** 5_000n }, false],
  ])('%s', (_, series, isPlain) => {
    const flows = inDoubles(series);
    const figure = presentValue(flows, one);
    expect(figure.doubt < Number.POSITIVE_INFINITY).toBe(isPlain);
    expect(flows.near.map(Math.sign)).toEqual(series.values.map((value) => Math.sign(Number(value))));
    expect(sign(figure)).toBe(signOf(total(series)));
  });

  test('and numbers too large for doubles are still plain if their quotient is', () => {
    const flows = inDoubles({ values: [3n ** 2_000n, -(3n ** 2_001n)], per: 3n ** 1_999n });
    expect(flows.near).toEqual([3, -9]);
  });

  test('and a fraction is near the same double, within its doubt, in terms that no double can hold', () => {
    const parts = fc.bigInt({ min: 1n, max: 2n ** 150n });
    const terms = fc.constantFrom(3n ** 700n, 3n ** 2_000n);
    fc.assert(
      fc.property(parts, parts, terms, fc.boolean(), (value, per, by, isBelow) => {
        const numerator = isBelow ? -value : value;
        const figure = exactly({ numerator: numerator * by, denominator: per * by });
        expect(figure.doubt).toBeLessThan(Number.POSITIVE_INFINITY);
        expectWithinDoubt(figure);
        expect(figure.near / nearQuotient(numerator, per)).toBeCloseTo(1, 14);
      }),
    );
  });

  test('and what is too small for a double is next to 0 on its own side, never 0', () => {
    const near = [-1n, 0n, 1n].map((value) => nearQuotient(value, 2n ** 5_000n));
    expect(near).toEqual([-Number.MIN_VALUE, 0, Number.MIN_VALUE]);
  });

  test.each([400, 499, 501, 600])('a product or quotient about 2^%i', (power) => {
    const large = exactly(rational(2n ** BigInt(power)));
    const small = exactly(rational(1n, 2n ** BigInt(power)));
    for (const each of [product(large, large.exact()), quotient(large, small), quotient(small, large)]) {
      expect(each.doubt).toBe(Number.POSITIVE_INFINITY);
    }
    expect(large.doubt < Number.POSITIVE_INFINITY).toBe(power < 500);
  });
});

/** The same series; counts how often its whole numbers are read, which only fractions do. */
function watched(series: SeriesInDoubles) {
  const read = { times: 0 };
  const { per, near, values } = series;
  return {
    read,
    series: {
      per,
      near,
      get values() {
        read.times += 1;
        return values;
      },
    },
  };
}

/** How often fractions were asked for in all figures of the whole, and its sensitivities. */
function exactWays(prices: 'real' | 'nominal', benefits: readonly number[]): number {
  const input = inputOf({
    prices,
    costs: [cost(0, 12_345_678), cost(1, 3_456_789, { kind: 'capital' })],
    benefits: benefits.map((amount, year) => benefit(year + 1, amount)),
    optimismBias: { rate: 0.24, mitigation: 0.3 },
  });
  const { whole, years } = flowsOf(input);
  const { series, read } = watched(discountFactorsAndOneMore(set.discountRates, years));
  valued(whole, biasFactors(input.content.optimismBias, set.optimismBias, 'stated'), series);
  sensitivities(whole, { years, factors: series }, input.content.optimismBias, set);
  return read.times;
}

test('R14 a typical appraisal takes no exact way', () => {
  expect(exactWays('real', [1_234_567, 9_876_543, 7_654_321])).toBe(0);
  expect(exactWays('nominal', [1_234_567, 9_876_543, 7_654_321])).toBe(0);
});

test('R14 a present value half-way between two pence takes the exact way', () => {
  const { series: by, read } = watched(inDoubles({ values: [2n, 1n], per: 2n }));
  expect(toPence(presentValue(inDoubles({ values: [0n, 3n], per: 1n }), by))).toBe(2);
  expect(read.times).toBeGreaterThan(0);
});

test('R15 a ratio half-way between two ten-thousandths is rounded away from zero, by its fraction', () => {
  const { figure: of, asked } = counted(1.093_65, 2 ** -50, rational(109_365n, 100_000n));
  expect(ratio(of, exactly(rational(1n)), 'no cost')).toBe(1.0937);
  expect(asked.times).toBe(1);
});

test('R14 nominal amounts of 125 years, whose common denominator no double can hold, have doubles all the same', () => {
  const deflation = deflators({ ...set.inflation, annual: 0.0213, byFinancialYear: {} }, '2026-27', 125);
  expect(Number(deflation.per)).toBe(Number.POSITIVE_INFINITY);
  const { near } = inDoubles(deflation);
  expect(near[125]).toBeCloseTo(1.0213 ** -125, 12);
});
