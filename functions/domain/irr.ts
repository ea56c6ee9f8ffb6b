import { tenThousandths } from './reported-figure.ts';
import type { YearlySeries } from './yearly-series.ts';

/** Internal rate of return, a fraction to four decimals; or, where it is not unique, how often the sign changes (R15). */
export type Irr = { readonly value: number } | { readonly notUnique: true; readonly signChanges: number };

/**
 * R15. The rate at which the net flows (benefits less costs, by year, real) have the present value 0. It is given only where
 * their sign changes once, from negative to positive: then, by Descartes' rule of signs, exactly one rate above −1 does, the
 * present value is above 0 below that rate and below 0 above it.
 *
 * The four decimals are right, not near: at the rates half a ten-thousandth below and above, the sign of the present value is computed
 * in whole numbers. A rate exactly half-way is rounded away from zero.
 */
export function internalRateOfReturn(net: YearlySeries): Irr {
  const flows = withoutOuterZeros(net.values);
  const changes = signChanges(flows);
  if (changes !== 1 || (flows[0] ?? 0n) > 0n) return { notUnique: true, signChanges: changes };
  return { value: tenThousandths(nearestTenThousandth(flows)) };
}

/** How often the sign changes from one year to a later one; years of 0 do not count. */
export function signChanges(flows: readonly bigint[]): number {
  const signs = flows.filter((flow) => flow !== 0n).map((flow) => flow > 0n);
  return signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
}

/** A year's money loses everything at −1, so the lowest rate that can be tried is half a ten-thousandth above it. */
const lowestTenThousandth = -10_000n;

/**
 * The count whose rate half a ten-thousandth below it is not above the wanted rate, while that of the next count is. Looked for from
 * where doubles say that it is, which is nearly always there; what decides is the exact sign at both sides.
 */
function nearestTenThousandth(flows: readonly bigint[]): bigint {
  let [notAbove, above] = bracket(flows, guessed(flows));
  while (above - notAbove > 1n) {
    const middle = (notAbove + above) >> 1n;
    if (isNotAbove(flows, middle)) notAbove = middle;
    else above = middle;
  }
  const halfWayBelowZero = notAbove > lowestTenThousandth && notAbove <= 0n && signBelow(flows, notAbove) === 0;
  return halfWayBelowZero ? notAbove - 1n : notAbove;
}

/** A count that is not above the wanted rate, and one that is, by steps that double from the guess. */
function bracket(flows: readonly bigint[], guess: bigint): [notAbove: bigint, above: bigint] {
  let step = 1n;
  if (isNotAbove(flows, guess)) {
    let [notAbove, above] = [guess, guess + step];
    while (isNotAbove(flows, above)) {
      step *= 2n;
      [notAbove, above] = [above, above + step];
    }
    return [notAbove, above];
  }
  let [notAbove, above] = [guess - step, guess];
  while (!isNotAbove(flows, notAbove)) {
    step *= 2n;
    [notAbove, above] = [notAbove - step, notAbove];
  }
  return [notAbove < lowestTenThousandth ? lowestTenThousandth : notAbove, above];
}

function isNotAbove(flows: readonly bigint[], count: bigint): boolean {
  return count <= lowestTenThousandth || signBelow(flows, count) >= 0;
}

/** More digits than a double has are left away before they are one. */
const doubleBits = 60n;

/**
 * About which count it is: Newton's method in doubles on Σ flow(t) × x^t, which has one root above 0, at x = 1 ÷ (1 + rate). A guess only:
 * where doubles overflow or do not come to rest it is 0.
 */
function guessed(flows: readonly bigint[]): bigint {
  const longest = BigInt(Math.max(...flows.map((flow) => (flow < 0n ? -flow : flow).toString(16).length)) * 4);
  const shift = longest > doubleBits ? longest - doubleBits : 0n;
  const doubles = flows.map((flow) => Number(flow >> shift));
  let [low, high] = [0, 1];
  while (high < mostDiscounting && worth(doubles, high).value < 0) [low, high] = [high, 2 * high];
  let x = (low + high) / 2;
  for (let tries = 0; tries < 60; tries += 1) {
    const { value, slope } = worth(doubles, x);
    if (value < 0) low = x;
    else high = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-12 * x) break;
    x = next;
  }
  const count = Math.round((1 / x - 1) * 10_000);
  return Number.isFinite(count) ? BigInt(count) : 0n;
}

/** x at half a ten-thousandth above a rate of −1. */
const mostDiscounting = 20_000;

/** Σ flow(t) × x^t, and its slope. */
function worth(flows: readonly number[], x: number): { readonly value: number; readonly slope: number } {
  let [value, slope] = [0, 0];
  for (let year = flows.length - 1; year >= 0; year -= 1) {
    slope = slope * x + value;
    value = value * x + (flows[year] ?? 0);
  }
  return { value, slope };
}

/** Sign of the present value at the rate (`count` − ½) ÷ 10,000: not below 0 exactly if that rate is not above the wanted one. */
function signBelow(flows: readonly bigint[], count: bigint): -1 | 0 | 1 {
  const grown = 20_000n + 2n * count - 1n;
  let value = 0n;
  let power = 1n;
  for (const flow of flows) {
    value = value * grown + flow * power;
    power *= 20_000n;
  }
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

function withoutOuterZeros(flows: readonly bigint[]): readonly bigint[] {
  const first = flows.findIndex((flow) => flow !== 0n);
  return first === -1 ? [] : flows.slice(first, flows.findLastIndex((flow) => flow !== 0n) + 1);
}
