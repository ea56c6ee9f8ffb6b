import { type NotComputable, noCost } from '../numbers/reported-figure.ts';
import { cumulative, minus, timesYearly, type YearlySeries } from '../numbers/yearly-series.ts';

/** Years from the first cost; either payback may not be reached (R15). */
export interface Payback {
  readonly simple: number | 'notReached' | NotComputable;
  readonly discounted: number | 'notReached' | NotComputable;
  /** Whether either cumulative falls below 0 again after it was reached. */
  readonly turnsNegativeAgain: boolean;
}

/**
 * R15. Payback is the number of years from the first year with a cost to the first year, not before it, at the end of
 * which the cumulative of benefits less costs since the base year is 0 or more: undiscounted (simple), and in present
 * values (discounted). Within one year all costs and benefits count together. Without any cost there is nothing to pay
 * back.
 */
export function payback(costs: YearlySeries, benefits: YearlySeries, factors: YearlySeries): Payback {
  const firstCost = yearOfFirstCost(costs);
  if (firstCost === undefined) {
    const none = { notComputable: noCost };
    return { simple: none, discounted: none, turnsNegativeAgain: false };
  }
  const net = minus(benefits, costs);
  const simple = reached(cumulative(net), firstCost);
  const discounted = reached(cumulative(timesYearly(net, factors)), firstCost);
  return {
    simple: simple.after,
    discounted: discounted.after,
    turnsNegativeAgain: simple.turnsNegativeAgain || discounted.turnsNegativeAgain,
  };
}

/** Years from the base year to the first cost; undefined if there is no cost. */
export function yearOfFirstCost(costs: YearlySeries): number | undefined {
  const first = costs.values.findIndex((cost) => cost > 0n);
  return first === -1 ? undefined : first;
}

function reached(
  { values }: YearlySeries,
  firstCost: number,
): { after: number | 'notReached'; turnsNegativeAgain: boolean } {
  let after: number | 'notReached' = 'notReached';
  let turnsNegativeAgain = false;
  for (const [year, sum] of values.entries()) {
    if (after !== 'notReached') turnsNegativeAgain ||= sum < 0n;
    else if (year >= firstCost && sum >= 0n) after = year - firstCost;
  }
  return { after, turnsNegativeAgain };
}
