import { multiply, one, type Rational, rational } from '../numbers/rational.ts';
import {
  minus,
  plus,
  seriesOf,
  times,
  timesYearly,
  type YearlyAmount,
  type YearlySeries,
} from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import { yearsFrom } from '../vocabulary/financial-year.ts';
import type { BenefitClass, BenefitLine, BoroughCode, Kind, Prices } from '../vocabulary/proposal.ts';
import { type SharedBenefits, shareBenefits } from './appraisal-benefits.ts';
import { pricedCosts } from './appraisal-costs.ts';
import { type AppraisalInput, baseYearOf, horizonYears, pricesOf } from './appraisal-input.ts';
import { deflators } from './discounting.ts';
import { type BiasFactors, confidenceFactor } from './optimism-bias.ts';

/** What is paid and gained each year from the base year on, in pence of its prices. No figure is negative. */
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

/** Which steps lead from cash as stated to what is appraised; an appraisal takes all of them. */
export interface Steps {
  /** Nominal amounts are brought to the base year (R14). */
  readonly inflation: boolean;
  /** Benefits are reduced, and disbenefits raised, by their confidence grade (R16). */
  readonly confidence: boolean;
}

/** The yearly costs and benefits of those who take part (R14 to R16); the whole is the exact sum of the boroughs. */
export function flowsOf(
  input: AppraisalInput,
  { inflation, confidence }: Steps = { inflation: true, confidence: true },
): AppraisedFlows {
  const baseYear = baseYearOf(input.content);
  const years = horizonYears(input.content);
  const prices = deflators(input.parameters.inflation, baseYear, years);
  const ofGrade = ({ class: benefitClass, confidence: grade }: BenefitLine) =>
    confidence ? confidenceFactor(benefitClass, grade, input.parameters.confidence) : one;
  const { parts, dropped } = shareBenefits(input);
  const boroughs = input.contributions.map((contribution) => {
    const costs = pricedCosts(input.content, contribution);
    const benefits = parts
      .filter(({ borough }) => borough === contribution.borough)
      .map(({ line, amount }) => ({
        financialYear: line.financialYear,
        class: line.class,
        prices: pricesOf(line, input.content),
        amount: multiply(rational(BigInt(amount)), ofGrade(line)),
      }));
    const real = (amounts: readonly Priced[]) =>
      inBaseYearPrices(
        inflation ? amounts : amounts.map((priced) => ({ ...priced, prices: 'real' })),
        baseYear,
        prices,
      );
    const flows: Flows = {
      costs: ofKinds((each) => real(costs.filter(({ kind }) => kind === each))),
      benefits: ofClasses((each) => real(benefits.filter((benefit) => benefit.class === each))),
    };
    return { borough: contribution.borough, flows };
  });
  return {
    baseYear,
    years,
    whole: sumOf(
      boroughs.map(({ flows }) => flows),
      years,
    ),
    boroughs,
    dropped,
  };
}

/** Costs by year with optimism bias (R16). */
export function costsWith(bias: BiasFactors, { costs }: Flows): YearlySeries {
  return plus(times(costs.capital, bias.capital), times(costs.revenue, bias.revenue));
}

/** Benefits of every class but disbenefits. */
export function gains({ benefits }: Flows): YearlySeries {
  return plus(plus(benefits.cashable, benefits['non-cashable']), benefits.social);
}

/** Benefits of every class, disbenefits negative (R15). */
export function lessDisbenefits(flows: Flows): YearlySeries {
  return minus(gains(flows), flows.benefits.disbenefit);
}

interface Priced {
  readonly financialYear: FinancialYear;
  readonly prices: Prices;
  readonly amount: Rational;
}

/** Real amounts stand as they are; nominal ones are brought to the base year by inflation (R14). */
function inBaseYearPrices(amounts: readonly Priced[], baseYear: FinancialYear, deflation: YearlySeries): YearlySeries {
  const years = deflation.values.length - 1;
  const of = (prices: Prices): YearlyAmount[] =>
    amounts
      .filter((priced) => priced.prices === prices)
      .map(({ financialYear, amount }) => ({ year: yearsFrom(baseYear, financialYear), amount }));
  const [real, nominal] = [of('real'), of('nominal')];
  if (nominal.length === 0) return seriesOf(real, years);
  return plus(timesYearly(seriesOf(nominal, years), deflation), seriesOf(real, years));
}

function sumOf(flows: readonly Flows[], years: number): Flows {
  const sum = (series: (each: Flows) => YearlySeries) => flows.map(series).reduce(plus, seriesOf([], years));
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
