import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestRemainder } from '../../../functions/domain/numbers/largest-remainder.ts';
import { gss } from '../../support/builders/ids.ts';

const weighted = fc
  .uniqueArray(
    fc.record({
      borough: fc.integer({ min: 1, max: 33 }).map((n) => gss(`E090000${String(n).padStart(2, '0')}`)),
      weight: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 1_000_000 }), fc.maxSafeNat()),
    }),
    { selector: ({ borough }) => borough, minLength: 1, maxLength: 33 },
  )
  .filter((all) => all.some(({ weight }) => weight > 0));
const pence = fc.oneof(fc.nat({ max: 20 }), fc.integer({ min: 0, max: 99_999_999_999 }), fc.maxSafeNat());

test('R10 the parts sum to the total and each is the floor or ceiling of its proportional value', () => {
  fc.assert(
    fc.property(pence, weighted, (total, all) => {
      const parts = largestRemainder(total, all);
      const weights = all.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
      expect([...parts.values()].reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
      for (const { borough, weight } of all) {
        const part = BigInt(parts.get(borough) ?? -1);
        const product = BigInt(total) * BigInt(weight);
        expect(part * weights > product - weights && part * weights < product + weights).toBe(true);
      }
    }),
  );
});

test('R10 the order of the boroughs changes nothing', () => {
  fc.assert(
    fc.property(pence, weighted, (total, all) => {
      expect(largestRemainder(total, all.toReversed())).toEqual(new Map(largestRemainder(total, all)));
    }),
  );
});

test('R10 an odd penny goes to a borough with the largest remainder, and of equal remainders to the lowest code', () => {
  fc.assert(
    fc.property(pence, weighted, (total, all) => {
      const parts = largestRemainder(total, all);
      const weights = all.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
      const seen = all.map(({ borough, weight }) => {
        const product = BigInt(total) * BigInt(weight);
        return { borough, remainder: product % weights, odd: BigInt(parts.get(borough) ?? -1) > product / weights };
      });
      const passedOver = (a: (typeof seen)[number], b: (typeof seen)[number]) =>
        !a.odd && b.odd && (a.remainder > b.remainder || (a.remainder === b.remainder && a.borough < b.borough));
      expect(seen.some((a) => seen.some((b) => passedOver(a, b)))).toBe(false);
    }),
  );
});

test('R10 a tie of remainders goes to the lower GSS code', () => {
  const parts = largestRemainder(10_000, [
    { borough: gss('E09000033'), weight: 1 },
    { borough: gss('E09000002'), weight: 1 },
    { borough: gss('E09000007'), weight: 1 },
  ]);
  expect(Object.fromEntries(parts)).toEqual({ E09000033: 3333, E09000002: 3334, E09000007: 3333 });
});

test('R10 a division that cannot be made is an error, not a result', () => {
  const one = [{ borough: gss('A'), weight: 1 }];
  expect(() => largestRemainder(-1, one)).toThrow(new RangeError('Cannot divide -1 pence'));
  expect(() => largestRemainder(0.5, one)).toThrow(new RangeError('Cannot divide 0.5 pence'));
  expect(() => largestRemainder(1, [])).toThrow('The weights sum to 0');
  expect(() => largestRemainder(1, [{ borough: gss('A'), weight: 0 }])).toThrow('The weights sum to 0');
  expect(() => largestRemainder(1, [{ borough: gss('A'), weight: -1 }])).toThrow('A has the weight -1');
  expect(() => largestRemainder(1, [...one, ...one])).toThrow('A is named twice');
  expect(largestRemainder(0, one)).toEqual(new Map([[gss('A'), 0]]));
});
