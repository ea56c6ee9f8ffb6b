import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianOf } from '../../../functions/domain/numbers/median.ts';

test('the median is the middle of all numbers in order, as sorting finds it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 40 }), (numbers) => {
      const tally = new Map<number, number>();
      for (const number of numbers) tally.set(number, (tally.get(number) ?? 0) + 1);
      const sorted = numbers.toSorted((a, b) => a - b);
      const middle = sorted.length / 2;
      const expected = Number.isInteger(middle)
        ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
        : sorted[Math.floor(middle)];
      expect(medianOf(tally)).toBe(expected);
    }),
  );
});

test('there is no median without numbers', () => {
  expect(medianOf(new Map())).toBeNull();
});
