import type { Weighted } from '../numbers/largest-remainder.ts';
import {
  add,
  decimal,
  leastCommonMultiple,
  multiply,
  one,
  type Rational,
  rational,
  subtract,
  zero,
} from '../numbers/rational.ts';
import type {
  ApportionmentKey,
  BoroughCode,
  Confidence,
  CostLine,
  Partner,
  ProposalContent,
} from '../vocabulary/proposal.ts';
import { type Contribution, shareCost } from './apportionment.ts';

/** The fraction by which each confidence grade reduces a benefit (R16). */
export type ConfidenceReductions = Readonly<Record<Confidence, number>>;

/** The weights in the order of the partners; or each partner without a weight, with a sentence that says why. */
export type ResolvedWeights =
  | { readonly kind: 'weights'; readonly weights: readonly Weighted[] }
  | { readonly kind: 'refused'; readonly faults: readonly { readonly borough: BoroughCode; readonly why: string }[] };

/**
 * R10. The weight of each partner, a positive integer, by the proposal's apportionment key. `equal`: 1. `population`:
 * persons, from `populations`. `weights`: as given. `benefit`: own named benefit lines after confidence, undiscounted
 * and without disbenefits, in pence or in the smallest part of a penny that makes all weights whole. Refuses partners
 * whose weight is 0 or unknown, each by name.
 */
export function resolveWeights(
  content: Pick<ProposalContent, 'apportionment' | 'partners' | 'benefits'>,
  populations: ReadonlyMap<BoroughCode, number | null>,
  reductions: ConfidenceReductions,
): ResolvedWeights {
  const { apportionment, partners } = content;
  const exact = inWholeNumbers(partners.map(weigher(content, populations, reductions)));
  const weights = partners.map(({ borough }, at) => ({ borough, weight: exact[at] ?? 0 }));
  const faults = weights
    .filter(({ weight }) => weight < 1)
    .map(({ borough }) => ({ borough, why: whyWeightless[apportionment] }));
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'weights', weights };
}

/** R1, R10. What each borough pays if all join, own lines included; by GSS code ascending. */
export function askedShares(costs: readonly CostLine[], weights: readonly Weighted[]): readonly Contribution[] {
  const shared = shareCost(
    costs,
    weights.map((weighted) => ({ ...weighted, cap: null })),
  );
  if (shared.kind === 'shortfall') throw new RangeError('A proposal without partners has nobody to ask');
  return shared.contributions;
}

/** A partner's weight as an exact number; 0 if there is nothing to compute it from. */
function weigher(
  { apportionment, benefits }: Pick<ProposalContent, 'apportionment' | 'benefits'>,
  populations: ReadonlyMap<BoroughCode, number | null>,
  reductions: ConfidenceReductions,
): (partner: Partner) => Rational {
  switch (apportionment) {
    case 'equal':
      return () => one;
    case 'population':
      return ({ borough }) => rational(BigInt(populations.get(borough) ?? 0));
    case 'weights':
      return ({ weight }) => rational(BigInt(weight ?? 0));
    case 'benefit':
      return ({ borough }) =>
        benefits
          .filter((line) => line.borough === borough && line.class !== 'disbenefit')
          .map(({ amount, confidence }) =>
            multiply(rational(BigInt(amount)), subtract(one, decimal(reductions[confidence]))),
          )
          .reduce(add, zero);
  }
}

/** Whole numbers in the same proportion: the values themselves if all are whole, otherwise the smallest possible. */
function inWholeNumbers(values: readonly Rational[]): readonly number[] {
  const denominator = values.map((value) => value.denominator).reduce(leastCommonMultiple, 1n);
  return values.map((value) => {
    const whole = Number((value.numerator * denominator) / value.denominator);
    if (!Number.isSafeInteger(whole)) throw new RangeError(`A weight of ${whole} is too large to be exact`);
    return whole;
  });
}

/** Why a partner has no weight under each key. */
const whyWeightless = {
  equal: 'It takes no part in the cost',
  population: 'Its population is not recorded, so the cost cannot be shared by population',
  weights: 'It needs a weight of 1 or more, because the cost is shared by weights',
  benefit:
    'It has no benefit of its own left after the reduction for confidence, so the cost cannot be shared by benefit',
} as const satisfies Record<ApportionmentKey, string>;
