import { tenThousandths } from '../numbers/reported-figure.ts';
import type { YearlySeries } from '../numbers/yearly-series.ts';

/** Internal rate of return, a fraction to four decimals; or, if it is not unique, the number of sign changes (R15). */
export type Irr = { readonly value: number } | { readonly notUnique: true; readonly signChanges: number };

/**
 * R15. The rate at which the net flows (benefits less costs, by year, real) have the present value 0. It is given only
 * if their sign changes once, from negative to positive. By Descartes' rule of signs exactly one rate above −1 then
 * exists: below it the present value is positive, above it negative.
 *
 * The four decimals are exact. The rate is found by halving an interval, and the sign of the present value in whole
 * numbers chooses each half. A rate exactly halfway between two ten-thousandths is rounded away from zero.
 */
export function internalRateOfReturn({ values }: YearlySeries): Irr {
  const changes = signChanges(values);
  const first = values.findIndex((flow) => flow !== 0n);
  if (changes !== 1 || (values[first] ?? 0n) > 0n) return { notUnique: true, signChanges: changes };
  const flows = values.slice(first, values.findLastIndex((flow) => flow !== 0n) + 1);
  return { value: tenThousandths(nearestTenThousandth(flows.map((flow, year) => flow * halves ** BigInt(year)))) };
}

/** How often the sign changes from one year to a later one; years of 0 do not count. */
export function signChanges(flows: readonly bigint[]): number {
  const signs = flows.filter((flow) => flow !== 0n).map((flow) => flow > 0n);
  return signs.filter((isGain, place) => place > 0 && isGain !== signs[place - 1]).length;
}

/** Rates are tried half a ten-thousandth beside a whole count of ten-thousandths: this many of these halves make 1. */
const halves = 20_000n;

/** At −1 a year's money loses everything, so the lowest rate tried is half a ten-thousandth above it. */
const lowestTenThousandth = -10_000n;

/**
 * The whole count of ten-thousandths nearest to the wanted rate. `flows` are those of each year times `halves` to the
 * power of the year.
 */
function nearestTenThousandth(flows: readonly bigint[]): bigint {
  let [notAbove, above] = bracket(flows);
  while (above - notAbove > 1n) {
    const middle = (notAbove + above) >> 1n;
    if (valueBelow(flows, middle) >= 0n) notAbove = middle;
    else above = middle;
  }
  const halfWayBelowZero = notAbove > lowestTenThousandth && notAbove <= 0n && valueBelow(flows, notAbove) === 0n;
  return halfWayBelowZero ? notAbove - 1n : notAbove;
}

/** A count that is not above the wanted rate, and one that is: from −1 to 0, or from 0 in steps that double. */
function bracket(flows: readonly bigint[]): [notAbove: bigint, above: bigint] {
  if (valueBelow(flows, 0n) < 0n) return [lowestTenThousandth, 0n];
  let [notAbove, above] = [0n, 1n];
  while (valueBelow(flows, above) >= 0n) [notAbove, above] = [above, above * 2n];
  return [notAbove, above];
}

/**
 * The present value at the rate (`count` − ½) ÷ 10,000, times a positive factor: Σ flow(t) × 20,000^t × (20,000 + 2 ×
 * `count` − 1)^(n − t), by Horner's scheme. It is 0 or more exactly if that rate is not above the wanted one.
 */
function valueBelow(flows: readonly bigint[], count: bigint): bigint {
  const grown = halves + 2n * count - 1n;
  return flows.reduce((value, flow) => value * grown + flow, 0n);
}
