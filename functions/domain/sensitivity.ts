import { costsWith, type Flows, gains } from './appraisal-flows.ts';
import { discountFactors, presentValue } from './discounting.ts';
import type { Pence } from './money.ts';
import { type BiasFactors, biasFactors } from './optimism-bias.ts';
import { type DiscountBand, lastYearOf, type ParameterSet } from './parameter-set.ts';
import { npsvAndBcr } from './present-values.ts';
import type { OptimismBias } from './proposal.ts';
import { multiply, type Rational, rational, subtract } from './rational.ts';
import type { NotComputable } from './reported-figure.ts';
import { oneYearLate, type YearlySeries } from './yearly-series.ts';

export const sensitivityCases = [
  'optimism-bias-upper',
  'optimism-bias-lower',
  'benefits-10',
  'benefits-25',
  'benefits-one-year-late',
  'long-horizon',
] as const;

/** NPSV and BCR of the whole if one assumption were different. */
export interface Sensitivity {
  readonly case: (typeof sensitivityCases)[number];
  readonly npsv: Pence | NotComputable;
  readonly bcr: number | NotComputable;
}

/**
 * R15. Each case changes one thing and leaves the rest as appraised:
 * - optimism bias at the upper and at the lower rate, instead of the stated one; both left out where there is no bias;
 * - benefits 10% and 25% lower, and one year later at the same real value; disbenefits stay as they are, when they are. A
 *   benefit that would fall beyond the set's last year (125) makes the late case not computable;
 * - the set's long-horizon rates, where the set has them and the proposal reaches beyond the years it names.
 */
export function sensitivities(
  flows: Flows,
  years: number,
  bias: OptimismBias | undefined,
  parameters: ParameterSet,
): readonly Sensitivity[] {
  const stated = biasFactors(bias, parameters.optimismBias, 'stated');
  const base = worth(flows, stated, parameters.discountRates, years);
  const biased = (['upper', 'lower'] as const).map((level): Sensitivity => {
    const costs = worth(
      flows,
      biasFactors(bias, parameters.optimismBias, level),
      parameters.discountRates,
      years,
    ).costs;
    return of(`optimism-bias-${level}`, { ...base, costs });
  });
  const test = parameters.longHorizonTest;
  return [
    ...(bias === undefined ? [] : biased),
    of('benefits-10', { ...base, gains: multiply(base.gains, rational(90n, 100n)) }),
    of('benefits-25', { ...base, gains: multiply(base.gains, rational(75n, 100n)) }),
    late(base, gains(flows), parameters.discountRates, years),
    ...(test !== null && years > test.appliesBeyondYears
      ? [of('long-horizon', worth(flows, stated, test.discountRates, years))]
      : []),
  ];
}

/** Present values, exact. */
interface Worth {
  readonly costs: Rational;
  readonly gains: Rational;
  readonly disbenefits: Rational;
}

function worth(flows: Flows, bias: BiasFactors, bands: readonly DiscountBand[], years: number): Worth {
  const factors = discountFactors(bands, years);
  return {
    costs: presentValue(costsWith(bias, flows), factors),
    gains: presentValue(gains(flows), factors),
    disbenefits: presentValue(flows.benefits.disbenefit, factors),
  };
}

function of(name: Sensitivity['case'], { costs, gains, disbenefits }: Worth): Sensitivity {
  return { case: name, ...npsvAndBcr({ costs, benefits: subtract(gains, disbenefits) }) };
}

function late(base: Worth, benefits: YearlySeries, bands: readonly DiscountBand[], years: number): Sensitivity {
  const name = 'benefits-one-year-late';
  const last = lastYearOf(bands);
  const lastYearIsUsed = (benefits.values.at(-1) ?? 0n) !== 0n;
  if (years + 1 <= last) {
    return of(name, { ...base, gains: presentValue(oneYearLate(benefits), discountFactors(bands, years + 1)) });
  }
  if (lastYearIsUsed) {
    const none = { notComputable: `benefits would fall beyond year ${last}` };
    return { case: name, npsv: none, bcr: none };
  }
  const moved = { ...benefits, values: oneYearLate(benefits).values.slice(0, -1) };
  return of(name, { ...base, gains: presentValue(moved, discountFactors(bands, years)) });
}
