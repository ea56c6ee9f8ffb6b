import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internalRateOfReturn, signChanges } from '../../../functions/domain/appraisal/irr.ts';
import { nearest } from '../../support/builders/reference-appraisal.ts';
import golden from '../golden/appraisal.json' with { type: 'json' };

const net = (flows: readonly number[]) => ({ values: flows.map(BigInt), per: 1n });
const irrOf = (flows: readonly number[]) => internalRateOfReturn(net(flows));

test.each(golden.irr.cases)(
  'R15 the IRR of $flows is that of the worked example',
  ({ flows, irr, signChanges: changes }) => {
    const found = irrOf(flows);
    if (irr === undefined) expect(found).toEqual({ notUnique: true, signChanges: changes });
    else {
      const decimals = Math.max(0, (String(irr).split('.')[1]?.length ?? 0) - 1);
      expect('value' in found && found.value).toBeCloseTo(irr, Math.min(decimals, 3));
      expect(found).toEqual({ value: Math.round((found as { value: number }).value * 10_000) / 10_000 });
    }
  },
);

test('R15 the IRR is right in all four decimals', () => {
  expect(irrOf([-150_000, 15_000, 25_000, 35_000, 45_000, 60_000])).toEqual({ value: 0.0524 });
  expect(irrOf([-100, 39, 59, 55, 20])).toEqual({ value: 0.2809 });
  expect(irrOf([-100, 0, 0, 74])).toEqual({ value: -0.0955 });
  expect(irrOf([-100, 110])).toEqual({ value: 0.1 });
  expect(irrOf([-100, 100])).toEqual({ value: 0 });
});

test('R15 an IRR exactly halfway between two ten-thousandths is rounded away from zero', () => {
  expect(irrOf([-20_000, 20_001])).toEqual({ value: 0.0001 });
  expect(irrOf([-20_000, 19_999])).toEqual({ value: -0.0001 });
  expect(irrOf([-20_000, 20_003])).toEqual({ value: 0.0002 });
  expect(irrOf([-20_000, 19_997])).toEqual({ value: -0.0002 });
  expect(irrOf([-20_000, 20_005])).toEqual({ value: 0.0003 });
  expect(irrOf([-20_000, 19_995])).toEqual({ value: -0.0003 });
});

test('R15 an IRR close to halfway is rounded to the nearer ten-thousandth', () => {
  expect(irrOf([-200_000, 200_009])).toEqual({ value: 0 });
  expect(irrOf([-200_000, 200_011])).toEqual({ value: 0.0001 });
  expect(irrOf([-200_000, 199_991])).toEqual({ value: 0 });
  expect(irrOf([-200_000, 199_989])).toEqual({ value: -0.0001 });
});

test('R15 the IRR reaches from almost −1 to rates in the thousands of millions', () => {
  expect(irrOf([-99_999_999_999, 1])).toEqual({ value: -1 });
  expect(irrOf([-100_000, 5])).toEqual({ value: -1 });
  expect(irrOf([-400_020_000, -1, 1])).toEqual({ value: -1 });
  expect(irrOf([-100_000, 6])).toEqual({ value: -0.9999 });
  expect(irrOf([-99_999_999_999, 0, 1])).toEqual({ value: -1 });
  expect(irrOf([-1, 99_999_999_999])).toEqual({ value: 99_999_999_998 });
});

test('R15 years without flows at either end do not change an IRR, and do not create one if the first flow is a gain', () => {
  expect(irrOf([0, 0, -100, 110, 0, 0])).toEqual({ value: 0.1 });
  expect(irrOf([0, 100, -110])).toEqual({ notUnique: true, signChanges: 1 });
});

test('R15 without exactly one change of sign, from negative, the IRR is not unique', () => {
  expect(irrOf([])).toEqual({ notUnique: true, signChanges: 0 });
  expect(irrOf([0, 0])).toEqual({ notUnique: true, signChanges: 0 });
  expect(irrOf([-5, -5])).toEqual({ notUnique: true, signChanges: 0 });
  expect(irrOf([100, -110])).toEqual({ notUnique: true, signChanges: 1 });
  expect(irrOf([-100, 230, -132])).toEqual({ notUnique: true, signChanges: 2 });
  expect(irrOf([-1, 3, -3, 1])).toEqual({ notUnique: true, signChanges: 3 });
});

test('R15 years of 0 between two signs count as one change, not two', () => {
  expect(signChanges([-1n, 0n, 0n, 1n, 0n, -1n])).toBe(2);
});

test('R15 one payment and one return after n years have the IRR of compound interest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 125 }),
      (paid, back, years) => {
        const irr = irrOf([-paid, ...Array.from({ length: years - 1 }, () => 0), back]);
        expect('value' in irr && irr.value).toBeCloseTo((back / paid) ** (1 / years) - 1, back / paid > 1000 ? 0 : 3);
      },
    ),
  );
});

test('R15 one payment and one return a year later have the IRR of their quotient less 1, to the nearest four decimals, however large', () => {
  const amount = fc.oneof(fc.bigInt({ min: 1n, max: 40_000n }), fc.bigInt({ min: 1n, max: 2n ** 53n }));
  fc.assert(
    fc.property(amount, amount, (paid, back) => {
      const irr = internalRateOfReturn({ values: [-paid, back], per: 1n });
      expect(irr).toEqual({ value: nearest([back - paid, paid], 4) });
    }),
    { numRuns: 500 },
  );
});

test('R15 an IRR at or next to halfway between two ten-thousandths is rounded right over any number of years', () => {
  const counts = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -9_000, max: 20_000 }));
  const some = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 100 })), { maxLength: 124 });
  const returns = fc.tuple(some, fc.integer({ min: 1, max: 10 ** 6 })).map(([first, last]) => [...first, last]);
  fc.assert(
    fc.property(counts, returns, fc.constantFrom(-1n, 0n, 1n), (count, parts, more) => {
      const grown = 20_000n + 2n * BigInt(count) + 1n;
      const years = BigInt(parts.length);
      // The payment comes back in parts, each with the growth of its years. A double cannot show a difference of 1.
      const back = parts.map((part, index) => {
        const year = BigInt(index) + 1n;
        return BigInt(part) * grown ** year * 20_000n ** (years - year);
      });
      const paid = parts.reduce((sum, part) => sum + BigInt(part), 0n) * 20_000n ** years;
      const values = [-paid, ...back.slice(0, -1), (back.at(-1) ?? 0n) + more];
      const up = more === 0n ? count >= 0 : more > 0n;
      const irr = internalRateOfReturn({ values, per: 20_000n ** years });
      expect(irr).toEqual({ value: (up ? count + 1 : count) / 10_000 + 0 });
    }),
    { numRuns: 500 },
  );
});

test('R15 the IRR is the same for any unit in which the flows are counted', () => {
  const flows = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 12 });
  fc.assert(
    fc.property(flows, fc.integer({ min: 1, max: 10 ** 6 }), (some, unit) => {
      expect(irrOf(some.map((flow) => flow * unit))).toEqual(irrOf(some));
    }),
  );
});
