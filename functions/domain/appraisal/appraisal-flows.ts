import { one, type Rational } from '../numbers/rational.ts';
import {
  commonDenominator,
  minus,
  plus,
  seriesOf,
  times,
  timesYearly,
  type YearlySeries,
} from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import { addYears, yearsFrom } from '../vocabulary/financial-year.ts';
import type { BenefitClass, BoroughCode, Kind, Prices } from '../vocabulary/proposal.ts';
import { type SharedBenefits, shareBenefits } from './appraisal-benefits.ts';
import { costsByPrices } from './appraisal-costs.ts';
import { type AppraisalInput, baseYearOf, horizonYears, pricesOf } from './appraisal-input.ts';
import { deflators } from './discounting.ts';
import { type BiasFactors, confidenceFactor } from './optimism-bias.ts';

/** What is paid and gained each year from the base year on, in pence at base year prices. No figure is negative. */
export interface Flows {
  /** Contributions, before optimism bias. */
  readonly costs: Readonly<Record<Kind, YearlySeries>>;
  /** After confidence. */
  readonly benefits: Readonly<Record<BenefitClass, YearlySeries>>;
}

export interface AppraisedFlows {
  readonly baseYear: FinancialYear;
  /** Years from the base year to the last cost or benefit. */
  readonly years: number;
  readonly whole: Flows;
  /** In the order of the contributions. */
  readonly boroughs: readonly { readonly borough: BoroughCode; readonly flows: Flows }[];
  readonly dropped: SharedBenefits['dropped'];
}

/** Which steps to apply to the stated cash; an appraisal applies all of them. */
export interface Steps {
  /** Nominal amounts are brought to the base year (R14). */
  readonly inflation: boolean;
  /** Benefits are reduced, and disbenefits raised, by their confidence grade (R16). */
  readonly confidence: boolean;
}

/**
 * The yearly costs and benefits of the boroughs that take part (R14 to R16). The whole is the exact sum of the
 * boroughs. All series have the same denominator, so that adding them is adding whole numbers.
 */
export function flowsOf(
  input: AppraisalInput,
  { inflation, confidence }: Steps = { inflation: true, confidence: true },
): AppraisedFlows {
  const { content, contributions, parameters } = input;
  const baseYear = baseYearOf(content);
  const years = horizonYears(content);
  const costsOf = costsByPrices(content);
  const { parts, dropped } = shareBenefits(input);
  const benefitsOf = Map.groupBy(parts, ({ borough }) => borough);
  const factorOf = new Map(
    content.benefits.map((line) => [
      line,
      confidence ? confidenceFactor(line.class, line.confidence, parameters.confidence) : one,
    ]),
  );
  const amounts = contributions.map((contribution) => ({
    borough: contribution.borough,
    costs: costsOf(contribution),
    benefits: (benefitsOf.get(contribution.borough) ?? []).map(({ line, amount }) => ({
      financialYear: line.financialYear,
      class: line.class,
      prices: pricesOf(line, content),
      amount: timesWhole(factorOf.get(line) ?? one, amount),
    })),
  }));
  const priced = amounts.flatMap(({ costs, benefits }): readonly Priced[] => [...costs, ...benefits]);
  const toSeries = inBaseYearPrices({
    baseYear,
    years,
    per: commonDenominator(priced.map(({ amount }) => amount)),
    deflation:
      inflation && priced.some(({ prices }) => prices === 'nominal')
        ? deflators(parameters.inflation, baseYear, years)
        : null,
  });
  const boroughs = amounts.map(({ borough, costs, benefits }) => {
    const flows: Flows = {
      costs: ofKinds((each) => toSeries(costs.filter(({ kind }) => kind === each))),
      benefits: ofClasses((each) => toSeries(benefits.filter((benefit) => benefit.class === each))),
    };
    return { borough, flows };
  });
  const whole = sumOf(
    boroughs.map(({ flows }) => flows),
    years,
  );
  return { baseYear, years, whole, boroughs, dropped };
}

/** Costs by year with optimism bias (R16). */
export function costsWith(bias: BiasFactors, { costs }: Flows): YearlySeries {
  return plus(times(costs.capital, bias.capital), times(costs.revenue, bias.revenue));
}

/** Benefits of every class except disbenefits. */
export function gains({ benefits }: Flows): YearlySeries {
  return plus(plus(benefits.cashable, benefits['non-cashable']), benefits.social);
}

/** Benefits of every class, with disbenefits negative (R15). */
export function lessDisbenefits(flows: Flows): YearlySeries {
  return minus(gains(flows), flows.benefits.disbenefit);
}

interface Priced {
  readonly financialYear: FinancialYear;
  readonly prices: Prices;
  readonly amount: Rational;
}

/** The product with a whole number, not in lowest terms: a largest appraisal has 16,000 of them. */
function timesWhole({ numerator, denominator }: Rational, whole: number): Rational {
  return { numerator: numerator * BigInt(whole), denominator };
}

interface Frame {
  readonly baseYear: FinancialYear;
  readonly years: number;
  /** A common denominator of all amounts. */
  readonly per: bigint;
  /** Brings nominal amounts to the base year (R14); null means all amounts stay as they are. */
  readonly deflation: YearlySeries | null;
}

/** Amounts by year. Real amounts stay as they are; inflation brings nominal ones to the base year (R14). */
function inBaseYearPrices({ baseYear, years, per, deflation }: Frame): (amounts: readonly Priced[]) => YearlySeries {
  const yearOf = new Map(Array.from({ length: years + 1 }, (_, year) => [addYears(baseYear, year), year]));
  const series = (amounts: readonly Priced[]) =>
    seriesOf(
      amounts.map(({ financialYear, amount }) => ({
        year: yearOf.get(financialYear) ?? yearsFrom(baseYear, financialYear),
        amount,
      })),
      years,
      per,
    );
  if (deflation === null) return series;
  const of = (prices: Prices, amounts: readonly Priced[]) =>
    series(amounts.filter((priced) => priced.prices === prices));
  return (amounts) => plus(timesYearly(of('nominal', amounts), deflation), of('real', amounts));
}

function sumOf(flows: readonly Flows[], years: number): Flows {
  const sum = (series: (each: Flows) => YearlySeries) => flows.map(series).reduce(plus, seriesOf([], years, 1n));
  return {
    costs: ofKinds((kind) => sum(({ costs }) => costs[kind])),
    benefits: ofClasses((each) => sum(({ benefits }) => benefits[each])),
  };
}

function ofKinds(series: (kind: Kind) => YearlySeries): Record<Kind, YearlySeries> {
  return { capital: series('capital'), revenue: series('revenue') };
}

function ofClasses(series: (benefitClass: BenefitClass) => YearlySeries): Record<BenefitClass, YearlySeries> {
  return {
    cashable: series('cashable'),
    'non-cashable': series('non-cashable'),
    social: series('social'),
    disbenefit: series('disbenefit'),
  };
}
