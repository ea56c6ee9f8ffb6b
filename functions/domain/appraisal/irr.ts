import { tenThousandths } from '../numbers/reported-figure.ts';
import type { SeriesInDoubles } from '../numbers/series-in-doubles.ts';

/** Internal rate of return, a fraction to four decimals; or, where it is not unique, how often the sign changes (R15). */
export type Irr = { readonly value: number } | { readonly notUnique: true; readonly signChanges: number };

/**
 * R15. The rate at which the net flows (benefits less costs, by year, real) have the present value 0. It is given only where
 * their sign changes once, from negative to positive: then, by Descartes' rule of signs, exactly one rate above −1 does, the
 * present value is above 0 below that rate and below 0 above it.
 *
 * The four decimals are right, not near: at the rates half a ten-thousandth below and above, the sign of the present value is known for
 * certain; where doubles leave any doubt of it, it is computed in whole numbers. A rate exactly half-way is rounded away from zero.
 */
export function internalRateOfReturn(net: SeriesInDoubles): Irr {
  const { near } = net;
  const changes = signChanges(near);
  const first = near.findIndex((flow) => flow !== 0);
  if (changes !== 1 || (near[first] ?? 0) > 0) return { notUnique: true, signChanges: changes };
  const flows = { near, exact: net.values, first, last: near.findLastIndex((flow) => flow !== 0) };
  const guess = guessed(flows);
  if (liesAround(flows, guess)) return { value: guess / 10_000 };
  return { value: tenThousandths(nearestTenThousandth(flows, guess)) };
}

/** How often the sign changes from one year to a later one; years of 0 do not count. A double has the sign of its year. */
export function signChanges(flows: readonly number[]): number {
  let changes = 0;
  let before = 0;
  for (const flow of flows) {
    if (flow === 0) continue;
    if (before !== 0 && flow > 0 !== before > 0) changes += 1;
    before = flow;
  }
  return changes;
}

/** By year, in whole numbers of one unit, and as doubles; `first` and `last` are the years without zeros at either end. */
interface Flows {
  readonly exact: readonly bigint[];
  readonly near: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** A year's money loses everything at −1, so the lowest rate that can be tried is half a ten-thousandth above it. */
const lowestTenThousandth = -10_000n;

/**
 * The count whose rate half a ten-thousandth below it is not above the wanted rate, while that of the next count is. Looked for from
 * where doubles say that it is; what decides is the exact sign at both sides.
 */
function nearestTenThousandth(flows: Flows, guess: number): bigint {
  let [notAbove, above] = bracket(flows, BigInt(guess));
  while (above - notAbove > 1n) {
    const middle = (notAbove + above) >> 1n;
    if (isNotAbove(flows, middle)) notAbove = middle;
    else above = middle;
  }
  const halfWayBelowZero = notAbove > lowestTenThousandth && notAbove <= 0n && signBelow(flows, notAbove) === 0;
  return halfWayBelowZero ? notAbove - 1n : notAbove;
}

/** A count that is not above the wanted rate, and one that is, by steps that double from the guess. */
function bracket(flows: Flows, guess: bigint): [notAbove: bigint, above: bigint] {
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
  return [notAbove, above];
}

function isNotAbove(flows: Flows, count: bigint): boolean {
  return count <= lowestTenThousandth || signBelow(flows, count) >= 0;
}

/**
 * About which count it is: Halley's method in doubles on Σ flow(t) × x^t, which has one root above 0, at x = 1 ÷ (1 + rate). It ends with a
 * step so small that the next would be its third power, times the square of the years. A guess only: where doubles overflow or do not
 * come to rest it is 0.
 */
function guessed({ near, first, last }: Flows): number {
  const smallStep = 0.01 / (last - first);
  let low = 0;
  let high = maxDiscounting;
  let x = firstGuess;
  for (let tries = 0; tries < 100; tries += 1) {
    let value = 0;
    let slope = 0;
    let halfCurve = 0;
    for (let year = last; year >= first; year -= 1) {
      halfCurve = halfCurve * x + slope;
      slope = slope * x + value;
      value = value * x + (near[year] ?? 0);
    }
    if (value < 0) low = x;
    else high = x;
    const halley = x - (value * slope) / (slope * slope - value * halfCurve);
    const next = halley > low && halley < high ? halley : low === 0 ? high / 2 : Math.sqrt(low * high);
    const rests = Math.abs(next - x) <= smallStep * x;
    x = next;
    if (rests) break;
  }
  const count = Math.floor((1 / x - 1) * 10_000 + 0.5);
  return Number.isSafeInteger(count) ? count : 0;
}

/** x at a rate of 10%. */
const firstGuess = 1 / 1.1;

/** x at half a ten-thousandth above a rate of −1. */
const maxDiscounting = 20_000;

/** Whether doubles alone are certain that the wanted rate is less than half a ten-thousandth from this count. */
function liesAround(flows: Flows, count: number): boolean {
  return certainSign(flows, count) > 0 && certainSign(flows, count + 1) < 0;
}

/** Sign of the present value at the rate (`count` − ½) ÷ 10,000: not below 0 exactly if that rate is not above the wanted one. */
function signBelow(flows: Flows, count: bigint): -1 | 0 | 1 {
  const certain = certainSign(flows, Number(count));
  if (certain !== 0) return certain;
  const grown = 20_000n + 2n * count - 1n;
  let value = 0n;
  let power = 1n;
  for (const flow of flows.exact.slice(flows.first, flows.last + 1)) {
    value = value * grown + flow * power;
    power *= 20_000n;
  }
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

/**
 * The same where doubles leave no doubt of it; else 0. It is the sign of Σ flow(t) × x^t at x = 20,000 ÷ (20,000 + 2 × `count` − 1), t
 * counted from the first flow to the last, n. Each term takes at most 2t + 1 roundings of Horner's scheme, t of x and 3 of its flow, so
 * that the error is at most γ(3n + 4) × Σ |flow(t)| × x^t (Higham, Accuracy and Stability of Numerical Algorithms, 5.1), and that sum is
 * computed with the same relative error. The bound taken here is more than twice as wide.
 *
 * It stays so at the ends of the doubles. What overflows, or a flow beyond 2^±200, which is infinite, makes the bound infinite or NaN. What
 * loses digits at the lower end, by less than 2^−1074 each time, does so only where x is below 1, so that later steps make it
 * smaller still, while the first flow alone makes the bound more than 2^−250.
 */
function certainSign({ near, first, last }: Flows, count: number): -1 | 0 | 1 {
  const grown = 20_000 + 2 * count - 1;
  if (grown < 1 || grown > Number.MAX_SAFE_INTEGER) return 0;
  const x = 20_000 / grown;
  let value = 0;
  let magnitude = 0;
  for (let year = last; year >= first; year -= 1) {
    const flow = near[year] ?? 0;
    value = value * x + flow;
    magnitude = magnitude * x + Math.abs(flow);
  }
  const doubt = (4 * (last - first) + 12) * Number.EPSILON * magnitude;
  if (!(Number.isFinite(doubt) && Math.abs(value) > doubt)) return 0;
  return value < 0 ? -1 : 1;
}
