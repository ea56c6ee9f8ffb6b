import { largestRemainder, type Weighted } from '../numbers/largest-remainder.ts';
import type { Pence } from '../vocabulary/money.ts';
import { type BenefitClass, type BenefitLine, type BoroughCode, benefitClasses } from '../vocabulary/proposal.ts';
import type { AppraisalInput } from './appraisal-input.ts';

/** One borough's part of one benefit line: whole pence, before confidence. */
export interface BenefitPart {
  readonly borough: BoroughCode;
  readonly line: BenefitLine;
  readonly amount: Pence;
}

/** What a borough that does not take part would have had. No figure of the appraisal contains it (R15). */
export interface DroppedBenefit {
  readonly borough: BoroughCode;
  readonly class: BenefitClass;
  /** The sum over the lines, in pence as stated: before confidence, prices and discounting. */
  readonly amount: Pence;
  /** Places of the lines in the revision's benefits, from 0, as in the pointer `/benefits/3`. */
  readonly lines: readonly number[];
}

export interface SharedBenefits {
  readonly parts: readonly BenefitPart[];
  /** By GSS code, then by class. */
  readonly dropped: readonly DroppedBenefit[];
}

/**
 * R15. Divides the benefits among the boroughs. A borough's own line belongs to that borough. A line of `all` is
 * divided by the weights of all invited boroughs, in whole pence by largest remainder, so that nobody's part grows when
 * another borough declines. A `fixed` line of `all` is divided whole among the boroughs that take part, by weight. The
 * parts of boroughs that do not take part drop out and are listed. If nobody takes part, a fixed line drops out with
 * all invited boroughs.
 */
export function shareBenefits({ content, weights, contributions }: AppraisalInput): SharedBenefits {
  const contributing = new Set(contributions.map(({ borough }) => borough));
  const taking = weights.filter(({ borough }) => contributing.has(borough));
  const parts: BenefitPart[] = [];
  const dropped: (BenefitPart & { readonly place: number })[] = [];
  for (const [place, line] of content.benefits.entries()) {
    for (const [borough, amount] of divided(line, weights, taking)) {
      if (amount === 0) continue;
      if (contributing.has(borough)) parts.push({ borough, line, amount });
      else dropped.push({ borough, line, amount, place });
    }
  }
  return { parts, dropped: listed(dropped) };
}

function divided(
  line: BenefitLine,
  invited: readonly Weighted[],
  taking: readonly Weighted[],
): Map<BoroughCode, Pence> {
  if (line.borough !== 'all') return new Map([[line.borough, line.amount]]);
  return largestRemainder(line.amount, line.fixed === true && taking.length > 0 ? taking : invited);
}

function listed(dropped: readonly (BenefitPart & { readonly place: number })[]): readonly DroppedBenefit[] {
  const boroughs = [...new Set(dropped.map(({ borough }) => borough))].toSorted();
  return boroughs.flatMap((borough) =>
    benefitClasses.flatMap((benefitClass) => {
      const parts = dropped.filter((part) => part.borough === borough && part.line.class === benefitClass);
      if (parts.length === 0) return [];
      const amount = parts.reduce((sum, part) => sum + part.amount, 0);
      return [{ borough, class: benefitClass, amount, lines: parts.map(({ place }) => place) }];
    }),
  );
}
