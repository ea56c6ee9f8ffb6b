import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountFactors } from '../../../functions/domain/appraisal/discounting.ts';
import { payback } from '../../../functions/domain/appraisal/payback.ts';
import { parametersOf } from '../../support/builders/appraisal-inputs.ts';

const series = (amounts: readonly number[]) => ({ values: amounts.map(BigInt), per: 1n });
const bands = parametersOf('green-book-2026-02').discountRates;

/** Payback with the Green Book's factors; amounts by year. */
function paybackOf(costs: readonly number[], benefits: readonly number[]) {
  return payback(series(costs), series(benefits), discountFactors(bands, costs.length - 1));
}

test('R15 payback counts the years from the first cost, not from the base year', () => {
  expect(paybackOf([0, 0, 100, 0, 0], [0, 0, 0, 50, 60])).toEqual({
    simple: 2,
    discounted: 2,
    turnsNegativeAgain: false,
  });
});

test('R15 a cumulative of exactly 0 is paid back, and one of a penny less is not', () => {
  expect(paybackOf([100, 0], [0, 100]).simple).toBe(1);
  expect(paybackOf([100, 0], [0, 99]).simple).toBe('notReached');
});

test('R15 simple and discounted payback are reached independently', () => {
  expect(paybackOf([100, 0, 0], [0, 101, 10])).toEqual({ simple: 1, discounted: 2, turnsNegativeAgain: false });
  expect(paybackOf([100, 0, 0], [0, 101, 0])).toEqual({
    simple: 1,
    discounted: 'notReached',
    turnsNegativeAgain: false,
  });
});

test('R15 a cost paid back within its first year takes 0 years', () => {
  expect(paybackOf([100], [100])).toEqual({ simple: 0, discounted: 0, turnsNegativeAgain: false });
});

test('R15 a benefit before the first cost counts, but payback is never before the cost', () => {
  expect(paybackOf([0, 100, 0], [100, 0, 50])).toEqual({ simple: 0, discounted: 0, turnsNegativeAgain: false });
});

test('R15 a cumulative that falls below 0 after it was reached is reported, simple or discounted', () => {
  expect(paybackOf([100, 0, 0, 0], [0, 60, 60, -30])).toEqual({ simple: 2, discounted: 2, turnsNegativeAgain: true });
  // 120 − 19 stays above 100 undiscounted, but not in present values.
  expect(paybackOf([100, 0, 0, 0], [0, 110, 0, -9])).toEqual({ simple: 1, discounted: 1, turnsNegativeAgain: true });
  expect(paybackOf([100, 0, 0, 0], [0, 110, 0, -6])).toEqual({ simple: 1, discounted: 1, turnsNegativeAgain: false });
});

test('R15 a cumulative that stays at exactly 0 once reached has not turned negative', () => {
  expect(paybackOf([100, 0], [100, 0]).turnsNegativeAgain).toBe(false);
  expect(paybackOf([100, 0], [100, -1]).turnsNegativeAgain).toBe(true);
});

test('R15 a cumulative that was below 0 before it was reached has not turned negative again', () => {
  expect(paybackOf([10, 100, 0], [10, 0, 200]).turnsNegativeAgain).toBe(true);
  expect(paybackOf([10, 100, 0], [0, 0, 200]).turnsNegativeAgain).toBe(false);
});

test('R15 without any cost there is nothing to pay back, and the payback says so', () => {
  const none = { notComputable: 'no cost' };
  expect(paybackOf([0, 0], [5, 5])).toEqual({ simple: none, discounted: none, turnsNegativeAgain: false });
});

test('R15 without disbenefits, discounted payback is never sooner than simple payback', () => {
  const amounts = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), amounts, (first, later) => {
      const { simple, discounted } = paybackOf(
        [first, ...later.map(() => 0)],
        [0, ...later.map(([benefit]) => benefit)],
      );
      if (typeof discounted === 'number') expect(simple as number).toBeLessThanOrEqual(discounted);
      else expect(discounted).toBe('notReached');
    }),
  );
});

test('R15 a present value that is exactly 0 again and again is paid back, and one of a penny less is not', () => {
  const thousands = fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(thousands, (paid) => {
      // At 3.5%, the rate of the first 30 years, a payment of 1,000 is worth the next year's 1,035.
      const costs = paid.flatMap((each) => [1_000 * each, 0]);
      const benefits = paid.flatMap((each) => [0, 1_035 * each]);
      const short = [...benefits.slice(0, -1), (benefits.at(-1) ?? 0) - 1];
      const again = paid.length > 1;
      expect(paybackOf(costs, benefits)).toMatchObject({ discounted: 1, turnsNegativeAgain: again });
      expect(paybackOf(costs, short).discounted).toBe(again ? 1 : 'notReached');
    }),
  );
});
