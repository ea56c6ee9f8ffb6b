import { expect, test } from 'vitest';
import { rational } from '../../../functions/domain/numbers/rational.ts';
import { minus, plus, seriesOf, timesYearly, total } from '../../../functions/domain/numbers/yearly-series.ts';

const amount = rational(1n, 3n);

test('R14 amounts of one year are added up exactly, and a year without any is 0', () => {
  const series = seriesOf(
    [
      { year: 2, amount },
      { year: 0, amount: rational(1n, 2n) },
      { year: 2, amount },
    ],
    3,
  );
  expect(series).toEqual({ values: [3n, 0n, 4n, 0n], per: 6n });
  expect(total(series)).toEqual(rational(7n, 6n));
});

test('R14 an amount of no year of the series is thrown out, before it as after it', () => {
  for (const year of [-1, 4, 0.5]) {
    expect(() => seriesOf([{ year, amount }], 3)).toThrow(new RangeError(`Year ${year} is not one of 0 to 3`));
  }
});

test('R14 series that do not cover the same years are thrown out, not counted as 0', () => {
  const [long, short] = [seriesOf([], 2), seriesOf([], 1)];
  for (const combine of [plus, minus, timesYearly]) {
    expect(() => combine(long, short)).toThrow(new RangeError('The series has no year 2'));
  }
});
