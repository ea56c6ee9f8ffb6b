import type { NotComputable } from '../numbers/reported-figure.ts';
import { inOneUnit, oneYearLate, type YearlySeries } from '../numbers/yearly-series.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { OptimismBias } from '../vocabulary/proposal.ts';
import { costsWith, type Flows, gains } from './appraisal-flows.ts';
import { discountFactors, presentValue } from './discounting.ts';
import { type BiasLevel, biasFactors } from './optimism-bias.ts';
import { type DiscountBand, lastYearOf, type ParameterSet } from './parameter-set.ts';
import { npsvAndBcr } from './present-values.ts';

export const sensitivityCases = [
  'optimism-bias-upper',
  'optimism-bias-lower',
  'benefits-10',
  'benefits-25',
  'benefits-one-year-late',
  'long-horizon',
] as const;

/** NPSV and BCR of the whole if one assumption changed. */
export interface Sensitivity {
  readonly case: (typeof sensitivityCases)[number];
  readonly npsv: Pence | NotComputable;
  readonly bcr: number | NotComputable;
}

/**
 * R15. Each case changes one thing and leaves the rest as appraised:
 * - optimism bias at the upper and at the lower rate instead of the stated one; without bias neither case exists;
 * - benefits 10% and 25% lower, and one year later at the same real value; disbenefits stay the same. If a benefit
 * would move beyond the set's last year (125), the late case cannot be computed;
 * - the set's long-horizon rates, if the set has them and the proposal lasts longer than the years it names.
 * `factors` cover the years 0 to `years`, and one more if the set has a rate for it.
 */
export function sensitivities(
  flows: Flows,
  { years, factors }: { readonly years: number; readonly factors: YearlySeries },
  bias: OptimismBias | undefined,
  parameters: ParameterSet,
): readonly Sensitivity[] {
  const costsAt = (level: BiasLevel) => costsWith(biasFactors(bias, parameters.optimismBias, level), flows);
  const all = inOneUnit([
    costsAt('stated'),
    costsAt('upper'),
    costsAt('lower'),
    gains(flows),
    flows.benefits.disbenefit,
  ]);
  const [costs, upper, lower, gained, disbenefits] = all.series;
  const stated = { costs, gains: gained, disbenefits };
  const per = all.per * factors.per;
  const base = worth(stated, factors);
  const test = parameters.longHorizonTest;
  const biased = () => [
    of('optimism-bias-upper', { ...base, costs: presentValue(upper, factors) }, per),
    of('optimism-bias-lower', { ...base, costs: presentValue(lower, factors) }, per),
  ];
  const longHorizon = (bands: readonly DiscountBand[]) => {
    const falling = discountFactors(bands, years);
    return of('long-horizon', worth(stated, falling), all.per * falling.per);
  };
  return [
    ...(bias === undefined ? [] : biased()),
    of('benefits-10', withGains(90n, base), per * 100n),
    of('benefits-25', withGains(75n, base), per * 100n),
    late({ base, gained, factors, per, last: lastYearOf(parameters.discountRates) }),
    ...(test !== null && years > test.appliesBeyondYears ? [longHorizon(test.discountRates)] : []),
  ];
}

/** Costs, gains and disbenefits: by year, or their present values. */
interface Parts<Amount> {
  readonly costs: Amount;
  readonly gains: Amount;
  readonly disbenefits: Amount;
}

function worth({ costs, gains, disbenefits }: Parts<YearlySeries>, factors: YearlySeries): Parts<bigint> {
  return {
    costs: presentValue(costs, factors),
    gains: presentValue(gains, factors),
    disbenefits: presentValue(disbenefits, factors),
  };
}

/** The parts with that percentage of the gains. All three are counted in hundredths of the unit they had before. */
function withGains(percent: bigint, { costs, gains, disbenefits }: Parts<bigint>): Parts<bigint> {
  return { costs: costs * 100n, gains: gains * percent, disbenefits: disbenefits * 100n };
}

function of(name: Sensitivity['case'], { costs, gains, disbenefits }: Parts<bigint>, per: bigint): Sensitivity {
  return { case: name, ...npsvAndBcr({ costs, benefits: gains - disbenefits, per }) };
}

/** `gained`: gains by year. `last`: the last year that the set can discount. */
function late({ base, gained, factors, per, last }: Late): Sensitivity {
  const moved = oneYearLate(gained);
  const name = 'benefits-one-year-late';
  if (moved.values.length - 1 > last && moved.values.at(-1) !== 0n) {
    const none = { notComputable: `benefits would fall beyond year ${last}` };
    return { case: name, npsv: none, bcr: none };
  }
  const within = { ...moved, values: moved.values.slice(0, last + 1) };
  return of(name, { ...base, gains: presentValue(within, factors) }, per);
}

interface Late {
  readonly base: Parts<bigint>;
  readonly gained: YearlySeries;
  readonly factors: YearlySeries;
  readonly per: bigint;
  readonly last: number;
}
