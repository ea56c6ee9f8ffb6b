import { add, decimal, multiply, one, type Rational, subtract, zero } from '../numbers/rational.ts';
import type { BenefitClass, Confidence, Kind, OptimismBias } from '../vocabulary/proposal.ts';
import type { ParameterSet } from './parameter-set.ts';

/** The factor for each kind of cost in an appraisal. Contributions, caps and holds are never multiplied (R15). */
export type BiasFactors = Readonly<Record<Kind, Rational>>;

/** `stated`: as the proposal states it. `upper`, `lower`: the table's rates instead, for the sensitivities. */
export type BiasLevel = 'stated' | 'upper' | 'lower';

/**
 * R16. 1 + rate × (1 − mitigation). A given `rate` applies to every cost line. A `projectType` has its upper rate, and
 * applies only to the lines of its kind (capital; outsourcing: revenue). The levels `upper` and `lower` replace that
 * rate: the table's two rates for a project type; the unmitigated rate and 0 for a given rate. Without bias every
 * factor is 1.
 */
export function biasFactors(
  bias: OptimismBias | undefined,
  table: ParameterSet['optimismBias'],
  level: BiasLevel,
): BiasFactors {
  if (bias === undefined) return { capital: one, revenue: one };
  const mitigated = subtract(one, decimal(bias.mitigation));
  if ('rate' in bias) {
    const rate = decimal(bias.rate);
    const factor = add(one, { stated: multiply(rate, mitigated), upper: rate, lower: zero }[level]);
    return { capital: factor, revenue: factor };
  }
  const { upper, lower, kind } = table.rates[bias.projectType];
  const rate = { stated: multiply(decimal(upper), mitigated), upper: decimal(upper), lower: decimal(lower) }[level];
  return { capital: one, revenue: one, [kind]: add(one, rate) };
}

/** R16. The factor for a benefit of this grade: 1 − reduction. A disbenefit is raised instead: 1 + reduction. */
export function confidenceFactor(
  benefitClass: BenefitClass,
  confidence: Confidence,
  table: ParameterSet['confidence'],
): Rational {
  const reduction = decimal(table.reductions[confidence]);
  return benefitClass === 'disbenefit' ? add(one, reduction) : subtract(one, reduction);
}
