import { tenThousandths } from './reported-figure.ts';
import type { YearlySeries } from './yearly-series.ts';

/** Internal rate of return, a fraction to four decimals; or, where it is not unique, how often the sign changes (R15). */
export type Irr = { readonly value: number } | { readonly notUnique: true; readonly signChanges: number };

/**
 * R15. The rate at which the net flows (benefits less costs, by year, real) have the present value 0. It is given only where
 * their sign changes once, from negative to positive: then, by Descartes' rule of signs, exactly one rate above −1 does, the
 * present value is above 0 below that rate and below 0 above it.
 *
 * The four decimals are right, not near: bisection over the rates half-way between two ten-thousandths, at each of which the
 * sign of the present value is computed in whole numbers. A rate exactly half-way is rounded away from zero.
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

function nearestTenThousandth(flows: readonly bigint[]): bigint {
  let notAbove = lowestTenThousandth;
  let above = 1n;
  while (signBelow(flows, above) >= 0) {
    notAbove = above;
    above *= 2n;
  }
  while (above - notAbove > 1n) {
    const middle = (notAbove + above) >> 1n;
    if (signBelow(flows, middle) >= 0) notAbove = middle;
    else above = middle;
  }
  const halfWayBelowZero = notAbove > lowestTenThousandth && notAbove <= 0n && signBelow(flows, notAbove) === 0;
  return halfWayBelowZero ? notAbove - 1n : notAbove;
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
