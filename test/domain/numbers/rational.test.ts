import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  ceiling,
  decimal,
  leastCommonMultiple,
  multiply,
  negate,
  rational,
  rounded,
  signOf,
  subtract,
} from '../../../functions/domain/numbers/rational.ts';
import { ratio, tenThousandths, toPence } from '../../../functions/domain/numbers/reported-figure.ts';

const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });
const fraction = fc.tuple(whole, positive).map(([n, d]) => rational(n, d));

test('R14 a fraction is in lowest terms with a positive denominator, and keeps its value', () => {
  fc.assert(
    fc.property(
      whole,
      whole.filter((n) => n !== 0n),
      (n, d) => {
        const { numerator, denominator } = rational(n, d);
        expect(numerator * d).toBe(n * denominator);
        expect(denominator > 0n).toBe(true);
        for (const prime of [2n, 3n, 5n, 7n])
          expect(numerator % prime === 0n && denominator % prime === 0n).toBe(false);
      },
    ),
  );
});

test('R14 fractions obey the laws of arithmetic exactly', () => {
  fc.assert(
    fc.property(fraction, fraction, fraction, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(subtract(add(a, b), b)).toEqual(a);
      expect(add(a, negate(a))).toEqual(rational(0n));
      expect(signOf(negate(a)) + signOf(a)).toBe(0);
    }),
  );
});

test("R14 the sign of a fraction is its numerator's, and the sign of a difference says which is greater", () => {
  expect([rational(-1n, 3n), rational(0n, 3n), rational(1n, 3n)].map(signOf)).toEqual([-1, 0, 1]);
  fc.assert(
    fc.property(fraction, positive, (a, more) => {
      const greater = add(a, rational(1n, more));
      expect([subtract(a, greater), subtract(a, a), subtract(greater, a)].map(signOf)).toEqual([-1, 0, 1]);
    }),
  );
});

test('R14 the common denominator of two fractions is the smallest that both denominators divide', () => {
  const denominator = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(denominator, denominator, (a, b) => {
      const common = Number(leastCommonMultiple(BigInt(a), BigInt(b)));
      const multiples = Array.from({ length: b }, (_, index) => a * (index + 1));
      expect(common).toBe(multiples.find((multiple) => multiple % b === 0));
    }),
  );
  expect(leastCommonMultiple(10n ** 30n, 10n ** 20n * 7n)).toBe(10n ** 30n * 7n);
});

test('R14 the rounded number is within a half, and an exact half goes away from zero', () => {
  fc.assert(
    fc.property(fraction, (a) => {
      const twiceOff = 2n * (rounded(a) * a.denominator - a.numerator);
      expect(twiceOff <= a.denominator && -twiceOff <= a.denominator).toBe(true);
      expect(rounded(negate(a))).toBe(-rounded(a));
    }),
  );
  const halves = [-5n, -3n, -1n, 1n, 3n, 5n].map((n) => rounded(rational(n, 2n)));
  expect(halves).toEqual([-3n, -2n, -1n, 1n, 2n, 3n]);
});

test('R18 the ceiling is the smallest whole number that is not below', () => {
  fc.assert(
    fc.property(fraction, (a) => {
      const up = ceiling(a) * a.denominator;
      expect(up >= a.numerator && up - a.denominator < a.numerator).toBe(true);
    }),
  );
  expect([ceiling(rational(4n, 2n)), ceiling(rational(5n, 2n)), ceiling(rational(-5n, 2n))]).toEqual([2n, 3n, -2n]);
});

test('R14 a rate is read as the decimals it is written in, not as the nearest binary number', () => {
  expect(decimal(0.035)).toEqual(rational(35n, 1000n));
  expect(decimal(0.1)).toEqual(rational(1n, 10n));
  expect(decimal(-2.5)).toEqual(rational(-5n, 2n));
  expect(decimal(2)).toEqual(rational(2n));
  expect(decimal(1e-7)).toEqual(rational(1n, 10n ** 7n));
  expect(decimal(2.5e-10)).toEqual(rational(25n, 10n ** 11n));
  expect(decimal(1.5e22)).toEqual(rational(15n * 10n ** 21n));
  expect(decimal(-0)).toEqual(rational(0n));
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 9 }), (n, places) => {
      expect(decimal(n / 10 ** places)).toEqual(rational(BigInt(n), 10n ** BigInt(places)));
    }),
  );
});

test('R14 what is not a finite number, or divides by 0, is thrown out by its name', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(() => decimal(value)).toThrow(new RangeError(`${value} is not a finite number`));
  }
  expect(() => rational(7n, 0n)).toThrow(new RangeError('7 cannot be divided by 0'));
});

test('R14 ratios are reported to four decimals, halves away from zero, and amounts in whole pence', () => {
  expect(ratio(109_365n, 100_000n, 'no cost')).toBe(1.0937);
  expect(ratio(-109_365n, 100_000n, 'no cost')).toBe(-1.0937);
  expect(ratio(109_365n, -100_000n, 'no cost')).toBe(-1.0937);
  expect(ratio(1_093_649n, 1_000_000n, 'no cost')).toBe(1.0936);
  expect([3n, -3n, 5n, -5n, 1n, -1n].map((half) => toPence(half, 2n))).toEqual([2, -2, 3, -3, 1, -1]);
  expect(ratio(1n, 3n, 'no cost')).toBe(0.3333);
  expect(ratio(1n, 0n, 'no cost')).toEqual({ notComputable: 'no cost' });
});

test('R14 a figure is the same whether or not its fraction is in lowest terms', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 39n), max: 2n ** 39n }), positive, positive, (numerator, per, by) => {
      expect(toPence(numerator * by, per * by)).toBe(toPence(numerator, per));
      expect(ratio(numerator * by, per * by, 'no cost')).toBe(ratio(numerator, per, 'no cost'));
      expect(ratio(-numerator, -per, 'no cost')).toBe(ratio(numerator, per, 'no cost'));
    }),
  );
});

test('R14 a reported 0 is never a negative 0', () => {
  expect(toPence(-1n, 3n)).toBe(0);
  expect(ratio(-1n, 30_000n, 'no cost')).toBe(0);
});

test('R14 a count of ten-thousandths is the number a reader of its decimals gets', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), (count) => {
      const digits = String(count < 0n ? -count : count).padStart(5, '0');
      const text = `${count < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
      expect(tenThousandths(count)).toBe(count === 0n ? 0 : Number(text));
    }),
  );
});

test('R14 an amount beyond 2^53 pence is an error, and one below is exact', () => {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  expect(toPence(limit, 1n)).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => toPence(limit + 1n, 1n)).toThrow(new RangeError('9007199254740992 is too large to be reported exactly'));
});
