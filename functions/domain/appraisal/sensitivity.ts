import { difference, type Figure, product } from '../numbers/figure.ts';
import { rational } from '../numbers/rational.ts';
import type { NotComputable } from '../numbers/reported-figure.ts';
import { inDoubles, type SeriesInDoubles } from '../numbers/series-in-doubles.ts';
import { oneYearLate, type YearlySeries } from '../numbers/yearly-series.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { OptimismBias } from '../vocabulary/proposal.ts';
import { costsWith, type Flows, gains } from './appraisal-flows.ts';
import { discountFactors, presentValue } from './discounting.ts';
import { type BiasLevel, biasFactors } from './optimism-bias.ts';
import { lastYearOf, type ParameterSet } from './parameter-set.ts';
import { npsvAndBcr } from './present-values.ts';

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
 * `factors` are of the years 0 to `years`, and one more where the set has a rate for it.
 */
export function sensitivities(
  flows: Flows,
  { years, factors }: { readonly years: number; readonly factors: SeriesInDoubles },
  bias: OptimismBias | undefined,
  parameters: ParameterSet,
): readonly Sensitivity[] {
  const costsAt = (level: BiasLevel) => inDoubles(costsWith(biasFactors(bias, parameters.optimismBias, level), flows));
  const stated = {
    costs: costsAt('stated'),
    gains: inDoubles(gains(flows)),
    disbenefits: inDoubles(flows.benefits.disbenefit),
  };
  const base = worth(stated, factors);
  const biased = (['upper', 'lower'] as const).map((level) =>
    of(`optimism-bias-${level}`, { ...base, costs: presentValue(costsAt(level), factors) }),
  );
  const test = parameters.longHorizonTest;
  return [
    ...(bias === undefined ? [] : biased),
    of('benefits-10', { ...base, gains: product(base.gains, rational(90n, 100n)) }),
    of('benefits-25', { ...base, gains: product(base.gains, rational(75n, 100n)) }),
    late(base, stated.gains, factors, lastYearOf(parameters.discountRates)),
    ...(test !== null && years > test.appliesBeyondYears
      ? [of('long-horizon', worth(stated, discountFactors(test.discountRates, years)))]
      : []),
  ];
}

/** Costs, and benefits apart from disbenefits: by year, or their present values. */
interface Parts<Amount> {
  readonly costs: Amount;
  readonly gains: Amount;
  readonly disbenefits: Amount;
}

function worth({ costs, gains, disbenefits }: Parts<SeriesInDoubles>, factors: SeriesInDoubles): Parts<Figure> {
  return {
    costs: presentValue(costs, factors),
    gains: presentValue(gains, factors),
    disbenefits: presentValue(disbenefits, factors),
  };
}

function of(name: Sensitivity['case'], { costs, gains, disbenefits }: Parts<Figure>): Sensitivity {
  return { case: name, ...npsvAndBcr({ costs, benefits: difference(gains, disbenefits) }) };
}

/** `last`: the last year of the set, beyond which nothing can be discounted. */
function late(base: Parts<Figure>, benefits: YearlySeries, factors: SeriesInDoubles, last: number): Sensitivity {
  const moved = oneYearLate(benefits);
  const name = 'benefits-one-year-late';
  if (moved.values.length - 1 > last && moved.values.at(-1) !== 0n) {
    const none = { notComputable: `benefits would fall beyond year ${last}` };
    return { case: name, npsv: none, bcr: none };
  }
  const within = { ...moved, values: moved.values.slice(0, last + 1) };
  return of(name, { ...base, gains: presentValue(inDoubles(within), factors) });
}
