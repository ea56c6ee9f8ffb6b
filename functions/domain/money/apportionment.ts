import { largestRemainder } from '../numbers/largest-remainder.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import { totalOf } from './cost-columns.ts';

/** A borough that takes part: its weight, above 0, and its cap in pence, or null if it set none. */
export interface Willing {
  readonly borough: BoroughCode;
  readonly weight: number;
  readonly cap: Pence | null;
}

export interface Share {
  readonly borough: BoroughCode;
  readonly amount: Pence;
}

/** Shares by GSS code ascending. They sum to the amount that was to be shared. */
export interface Apportionment {
  readonly kind: 'apportioned';
  readonly shares: readonly Share[];
}

/** The caps together are `by` pence short of the amount. */
export interface Shortfall {
  readonly kind: 'shortfall';
  readonly by: Pence;
}

/** All that one borough pays: its part of the shared lines and its own lines. */
export interface Contribution extends Share {
  readonly shared: Pence;
  readonly ownLines: Pence;
}

/**
 * Contributions by GSS code ascending. They sum to the shared lines and the own lines of the boroughs that take part.
 */
export interface SharedCost {
  readonly kind: 'apportioned';
  readonly contributions: readonly Contribution[];
}

/**
 * R10. Shares `total` pence among the willing in proportion to weight, each at most its cap; exact to the penny.
 *
 * A borough whose proportional value, as an exact fraction, is above its cap pays its cap. The rest is shared again
 * among the others until nobody is above their cap. The odd pennies go by largest remainder: a penny is added only to a
 * value that is not whole, and the next whole number is still within the cap, because a cap is whole.
 *
 * Throws a RangeError on a weight below 1, a cap below 0, or a borough named twice: callers refuse those earlier.
 */
export function apportion(total: Pence, willing: readonly Willing[]): Apportionment | Shortfall {
  check(total, willing);
  const lacking = BigInt(total) - capsTogether(willing, total);
  if (lacking > 0n) return { kind: 'shortfall', by: Number(lacking) };
  const { amounts, open, left } = withoutCapped(total, willing);
  if (open.length > 0) for (const [borough, amount] of largestRemainder(left, open)) amounts.set(borough, amount);
  const shares = [...amounts].map(([borough, amount]) => ({ borough, amount }));
  return { kind: 'apportioned', shares: shares.toSorted((a, b) => (a.borough < b.borough ? -1 : 1)) };
}

/**
 * R10. Shares the cost of a proposal among the boroughs that take part: the shared lines by weight, within each cap
 * less own lines, and each borough's own lines to itself. Own lines of boroughs that do not take part drop out.
 *
 * Throws a RangeError if a cap is below the borough's own lines, which R1 refuses in the answer.
 */
export function shareCost(costs: readonly CostLine[], participants: readonly Willing[]): SharedCost | Shortfall {
  const ownLines = new Map(participants.map(({ borough }) => [borough, totalOf(linesOf(costs, borough))]));
  const own = (borough: BoroughCode): Pence => ownLines.get(borough) ?? 0;
  const result = apportion(totalOf(linesOf(costs, undefined)), participants.map(lessOwnLines(own)));
  if (result.kind === 'shortfall') return result;
  const contributions = result.shares.map(({ borough, amount: shared }) => ({
    borough,
    shared,
    ownLines: own(borough),
    amount: shared + own(borough),
  }));
  return { kind: 'apportioned', contributions };
}

/**
 * R1, R10. What a borough without a cap pays beside the others, in pence: its exact share of the shared lines, rounded
 * up to the penny, and its own lines. `atCap`: the others that pay their cap, because their shares would be above it.
 * Nothing falls short, because the borough could pay everything that is left.
 */
export function shareWithoutCap(
  costs: readonly CostLine[],
  borough: Omit<Willing, 'cap'>,
  others: readonly Willing[],
): { readonly amount: Pence; readonly atCap: ReadonlySet<BoroughCode> } {
  const own = (code: BoroughCode): Pence => totalOf(linesOf(costs, code));
  const willing = [...others.map(lessOwnLines(own)), { ...borough, cap: null }];
  const total = totalOf(linesOf(costs, undefined));
  check(total, willing);
  const { amounts, open, left } = withoutCapped(total, willing);
  const weights = weightsTogether(open);
  const share = Number((BigInt(left) * BigInt(borough.weight) + weights - 1n) / weights);
  return { amount: own(borough.borough) + share, atCap: new Set(amounts.keys()) };
}

/** What a borough pays of the shared lines at most: its cap less its own lines. */
function lessOwnLines(own: (borough: BoroughCode) => Pence): (willing: Willing) => Willing {
  return ({ borough, weight, cap }) => ({ borough, weight, cap: cap === null ? null : cap - own(borough) });
}

/** The lines of one borough, or the shared ones. */
function linesOf(costs: readonly CostLine[], of: BoroughCode | undefined): readonly CostLine[] {
  return costs.filter(({ borough }) => borough === of);
}

/** R10. Those who pay their cap with that amount, and what is left for the others, who all stay within their caps. */
function withoutCapped(total: Pence, willing: readonly Willing[]) {
  const amounts = new Map<BoroughCode, Pence>();
  let [open, left] = [willing, total];
  for (let above = aboveCap(left, open); above.length > 0; above = aboveCap(left, open)) {
    for (const { borough, cap } of above) {
      amounts.set(borough, cap);
      left -= cap;
    }
    open = open.filter(({ borough }) => !amounts.has(borough));
  }
  return { amounts, open, left };
}

type Capped = Willing & { readonly cap: Pence };

function aboveCap(total: Pence, open: readonly Willing[]): readonly Capped[] {
  const weights = weightsTogether(open);
  return open
    .filter((willing): willing is Capped => willing.cap !== null)
    .filter(({ weight, cap }) => BigInt(total) * BigInt(weight) > BigInt(cap) * weights);
}

function weightsTogether(willing: readonly Willing[]): bigint {
  return willing.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
}

/** The most that the willing pay together. A borough without a cap could pay the total. */
function capsTogether(willing: readonly Willing[], total: Pence): bigint {
  return willing.reduce((sum, { cap }) => sum + BigInt(cap ?? total), 0n);
}

function check(total: Pence, willing: readonly Willing[]): void {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`Cannot share ${total} pence`);
  const named = new Set<BoroughCode>();
  for (const { borough, weight, cap } of willing) {
    if (!Number.isSafeInteger(weight) || weight < 1) throw new RangeError(`${borough} has the weight ${weight}`);
    if (cap !== null && (!Number.isSafeInteger(cap) || cap < 0))
      throw new RangeError(`${borough} has a cap of ${cap} pence for the shared lines`);
    if (named.has(borough)) throw new RangeError(`${borough} is named twice`);
    named.add(borough);
  }
}
