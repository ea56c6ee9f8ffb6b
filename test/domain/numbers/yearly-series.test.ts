import { expect, test } from 'vitest';
import { rational } from '../../../functions/domain/numbers/rational.ts';
import {
  commonDenominator,
  inOneUnit,
  minus,
  plus,
  seriesOf,
  timesYearly,
  total,
} from '../../../functions/domain/numbers/yearly-series.ts';

const amount = rational(1n, 3n);

test('R14 amounts of one year are added exactly, and a year without amounts is 0', () => {
  const series = seriesOf(
    [
      { year: 2, amount },
      { year: 0, amount: rational(1n, 2n) },
      { year: 2, amount },
    ],
    3,
    6n,
  );
  expect(series).toEqual({ values: [3n, 0n, 4n, 0n], per: 6n });
  expect(total(series)).toBe(7n);
});

test('R14 an amount before or after the years of the series is an error', () => {
  for (const year of [-1, 4, 0.5]) {
    expect(() => seriesOf([{ year, amount }], 3, 3n)).toThrow(new RangeError(`Year ${year} is not one of 0 to 3`));
  }
});

test('R14 series that cover different years are an error, not counted as 0', () => {
  const [long, short] = [seriesOf([], 2, 1n), seriesOf([], 1, 1n)];
  for (const combine of [plus, minus, timesYearly]) {
    expect(() => combine(long, short)).toThrow(new RangeError('The series has no year 2'));
  }
});

test('R14 an amount that is not a whole number of its unit is an error, not cut off', () => {
  expect(() => seriesOf([{ year: 0, amount }], 0, 2n)).toThrow(new RangeError('2 is not a multiple of 3'));
});

test('R14 series in one unit keep their value, and the unit is the smallest that they can share', () => {
  const denominators = [amount, rational(1n, 4n), rational(5n, 6n)];
  expect(commonDenominator(denominators)).toBe(12n);
  const [thirds, halves] = [
    { values: [2n, -1n], per: 3n },
    { values: [5n, 0n], per: 2n },
  ];
  expect(inOneUnit([thirds, halves, thirds])).toEqual({
    per: 6n,
    series: [
      { values: [4n, -2n], per: 6n },
      { values: [15n, 0n], per: 6n },
      { values: [4n, -2n], per: 6n },
    ],
  });
  expect(plus(thirds, halves)).toEqual({ values: [19n, -2n], per: 6n });
  expect(minus(thirds, halves)).toEqual({ values: [-11n, -2n], per: 6n });
});
