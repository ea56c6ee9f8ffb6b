import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';

/** One borough's part in a division. `weight` is a safe integer, at least 0. */
export interface Weighted {
  readonly borough: BoroughCode;
  readonly weight: number;
}

/**
 * R10. Divides `total` pence (0 or more) in proportion to weight, exact to the penny. Each part is the floor of its
 * proportional value; the pennies left go one each by largest remainder, ties by GSS code ascending. The parts sum to
 * `total`, and a weight of 0 gets 0. Products are BigInt, because pence × weight passes 2^53.
 *
 * Throws a RangeError on an unsafe number, a borough named twice, or weights that sum to 0: callers refuse those
 * earlier.
 *
 * @example
 * largestRemainder(10_000, [a, b, c]) // each of weight 1: A → 3334, B → 3333, C → 3333
 */
export function largestRemainder(total: Pence, weighted: readonly Weighted[]): Map<BoroughCode, Pence> {
  const weights = checkedSum(total, weighted);
  const parts = weighted.map(({ borough, weight }) => {
    const product = BigInt(total) * BigInt(weight);
    return { borough, floor: product / weights, remainder: product % weights };
  });
  let pennies = BigInt(total) - parts.reduce((sum, part) => sum + part.floor, 0n);
  const pence = new Map(parts.map(({ borough, floor }) => [borough, Number(floor)]));
  for (const { borough, floor } of parts.toSorted(byLargestRemainder)) {
    if (pennies === 0n) break;
    pence.set(borough, Number(floor + 1n));
    pennies -= 1n;
  }
  return pence;
}

interface Part {
  readonly borough: BoroughCode;
  readonly remainder: bigint;
}

function byLargestRemainder(a: Part, b: Part): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.borough < b.borough ? -1 : 1;
}

function checkedSum(total: Pence, weighted: readonly Weighted[]): bigint {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`Cannot divide ${total} pence`);
  const named = new Set<BoroughCode>();
  let sum = 0n;
  for (const { borough, weight } of weighted) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`${borough} has the weight ${weight}`);
    if (named.has(borough)) throw new RangeError(`${borough} is named twice`);
    named.add(borough);
    sum += BigInt(weight);
  }
  if (sum === 0n) throw new RangeError('The weights sum to 0');
  return sum;
}
