import { type NotComputable, noCost, ratio, toPence, toSixDecimals } from '../numbers/reported-figure.ts';
import { cumulative, minus, plus, timesYearly, total, type YearlySeries } from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import { addYears } from '../vocabulary/financial-year.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import { costsWith, type Flows, flowsOf, gains, lessDisbenefits } from './appraisal-flows.ts';
import { type AppraisalInput, pricesOf } from './appraisal-input.ts';
import { discountFactors } from './discounting.ts';
import { type BiasFactors, biasFactors } from './optimism-bias.ts';
import { type Payback, payback, yearOfFirstCost } from './payback.ts';

/** Rows by year, and a last line that ends with the reported figure. */
export interface YearTable<Row> {
  /** Earliest first; years with nothing to show are left out. */
  readonly rows: readonly Row[];
  readonly total: Omit<Row, 'financialYear' | 'discountFactor'>;
}

/** The steps from a year's cost to its present value: stated + inflation + optimism bias, times the factor. */
export interface CostYear {
  readonly financialYear: FinancialYear;
  /** Contributions, in cash (R10, R11). */
  readonly stated: Pence;
  /** What bringing nominal amounts to base year prices adds: below 0 if prices rise. */
  readonly inflation: Pence;
  readonly optimismBias: Pence;
  /** To six decimals. */
  readonly discountFactor: number;
  readonly presentValue: Pence;
}

/** The same steps for a year's benefits; disbenefits are negative throughout. */
export interface BenefitYear extends Omit<CostYear, 'optimismBias'> {
  /** What confidence takes from benefits and adds to disbenefits: never above 0. */
  readonly confidence: Pence;
}

/** A year's benefits less its costs, in present values. */
export interface NetYear {
  readonly financialYear: FinancialYear;
  readonly presentValueBenefits: Pence;
  readonly presentValueCosts: Pence;
  readonly net: Pence;
}

/** A year as payback reads it: benefits less costs, and their sum since the base year. */
export interface PaybackYear {
  readonly financialYear: FinancialYear;
  /** In prices of the base year, with optimism bias and after confidence. */
  readonly net: Pence;
  readonly cumulative: Pence;
  readonly presentValue: Pence;
  readonly cumulativePresentValue: Pence;
}

export interface ExplainedPayback {
  readonly rows: readonly PaybackYear[];
  /** The year of the first cost; years are counted from it. */
  readonly countedFrom: FinancialYear | NotComputable;
  readonly simple: Reached;
  readonly discounted: Reached;
  readonly turnsNegativeAgain: boolean;
}

interface Reached {
  readonly years: Payback['simple'];
  /** The first year at the end of which the cumulative is 0 or more. */
  readonly reachedIn: FinancialYear | 'notReached' | NotComputable;
}

/** One figure divided by another. */
export interface Quotient {
  readonly presentValueBenefits: Pence;
  readonly presentValueCosts: Pence;
  readonly quotient: number | NotComputable;
}

/** The working of each figure of the whole, or of one borough, each under its name in the appraisal. */
export interface ExplainedFigures {
  readonly presentValueCosts: YearTable<CostYear>;
  readonly presentValueBenefits: YearTable<BenefitYear>;
  readonly npsv: YearTable<NetYear>;
  readonly bcr: Quotient;
  readonly cashable: {
    readonly presentValueBenefits: YearTable<BenefitYear>;
    readonly npv: YearTable<NetYear>;
    readonly return: Quotient;
    readonly payback: ExplainedPayback;
  };
  readonly payback: ExplainedPayback;
}

export interface ExplainedBorough extends ExplainedFigures {
  readonly borough: BoroughCode;
}

export interface ExplainedAppraisal {
  readonly whole: ExplainedFigures;
  /** In the order of the contributions. */
  readonly boroughs: readonly ExplainedBorough[];
}

/**
 * R14 to R16. The working of the figures of `appraise`, from the same input by the same steps: the flows as stated,
 * then with prices brought to the base year, then with confidence and optimism bias. Each cell is rounded once from its
 * exact figure, and each last line from the exact sum, so a column may differ by pennies from its last line. Explains
 * the whole and the named boroughs; without names, all that take part. Throws if `appraise` does.
 */
export function explainAppraisal(input: AppraisalInput, boroughs?: readonly BoroughCode[]): ExplainedAppraisal {
  const { content, parameters } = input;
  const appraised = flowsOf(input);
  const stated = flowsOf(input, { inflation: false, confidence: false });
  const nominal = [...content.costs, ...content.benefits].some((line) => pricesOf(line, content) === 'nominal');
  const priced = nominal ? flowsOf(input, { inflation: true, confidence: false }) : stated;
  const bias = biasFactors(content.optimismBias, parameters.optimismBias, 'stated');
  const factors = discountFactors(parameters.discountRates, appraised.years);
  const explained = (stages: Stages) => explain(stages, bias, factors, appraised.baseYear);
  return {
    whole: explained({ stated: stated.whole, priced: priced.whole, appraised: appraised.whole }),
    boroughs: appraised.boroughs.flatMap(({ borough, flows }, at): readonly ExplainedBorough[] => {
      const [asStated, asPriced] = [stated.boroughs[at], priced.boroughs[at]];
      if (boroughs?.includes(borough) === false || asStated === undefined || asPriced === undefined) return [];
      return [{ borough, ...explained({ stated: asStated.flows, priced: asPriced.flows, appraised: flows }) }];
    }),
  };
}

/** The same flows after no step, after the first step, and after all steps. */
interface Stages {
  readonly stated: Flows;
  readonly priced: Flows;
  readonly appraised: Flows;
}

function explain(stages: Stages, bias: BiasFactors, factors: YearlySeries, baseYear: FinancialYear): ExplainedFigures {
  const frame = { factors, yearOf: (year: number) => addYears(baseYear, year) };
  const costs = costsWith(bias, stages.appraised);
  const costYears = yearsWith(unbiased(stages.stated));
  const against = (benefitYears: readonly number[], benefits: YearlySeries) => {
    const years = [...new Set([...costYears, ...benefitYears])].toSorted((a, b) => a - b);
    const present = { benefits: timesYearly(benefits, factors), costs: timesYearly(costs, factors) };
    return {
      net: netTable(years, present, frame),
      quotient: quotientOf(present),
      payback: explainedPayback(years, { costs, benefits }, frame),
    };
  };
  const { stated } = stages;
  const years = {
    all: yearsWith(gains(stated), stated.benefits.disbenefit),
    cashable: yearsWith(stated.benefits.cashable),
  };
  const all = against(years.all, lessDisbenefits(stages.appraised));
  const cashable = against(years.cashable, cashableOf(stages.appraised));
  return {
    presentValueCosts: costTable(costYears, stages, costs, frame),
    presentValueBenefits: benefitTable(years.all, stages, lessDisbenefits, frame),
    npsv: all.net,
    bcr: all.quotient,
    cashable: {
      presentValueBenefits: benefitTable(years.cashable, stages, cashableOf, frame),
      npv: cashable.net,
      return: cashable.quotient,
      payback: cashable.payback,
    },
    payback: all.payback,
  };
}

interface Frame {
  readonly factors: YearlySeries;
  readonly yearOf: (year: number) => FinancialYear;
}

function cashableOf({ benefits }: Flows): YearlySeries {
  return benefits.cashable;
}

function unbiased({ costs }: Flows): YearlySeries {
  return plus(costs.capital, costs.revenue);
}

function costTable(years: readonly number[], stages: Stages, costs: YearlySeries, frame: Frame): YearTable<CostYear> {
  const [stated, priced] = [unbiased(stages.stated), unbiased(stages.priced)];
  const columns = {
    stated,
    inflation: minus(priced, stated),
    optimismBias: minus(costs, priced),
    presentValue: timesYearly(costs, frame.factors),
  };
  return discountedTable(years, columns, frame);
}

function benefitTable(
  years: readonly number[],
  { stated, priced, appraised }: Stages,
  of: (flows: Flows) => YearlySeries,
  frame: Frame,
): YearTable<BenefitYear> {
  const columns = {
    stated: of(stated),
    inflation: minus(of(priced), of(stated)),
    confidence: minus(of(appraised), of(priced)),
    presentValue: timesYearly(of(appraised), frame.factors),
  };
  return discountedTable(years, columns, frame);
}

/** Yearly figures by column, in page order. */
type Columns<Name extends string> = Readonly<Record<Name, YearlySeries>>;

/** Adds the factor by which each year is discounted. */
function discountedTable<Name extends string>(years: readonly number[], columns: Columns<Name>, frame: Frame) {
  const { values, per } = frame.factors;
  const rows = years.map((year) => ({
    ...rowOf(columns, year, frame),
    discountFactor: toSixDecimals(values[year] ?? 0n, per),
  }));
  return { rows, total: totalsOf(columns) };
}

/** Each column's figure for that year, to the penny. */
function rowOf<Name extends string>(columns: Columns<Name>, year: number, { yearOf }: Frame) {
  const cells = each(columns, ({ values, per }) => toPence(values[year] ?? 0n, per));
  return { financialYear: yearOf(year), ...cells };
}

/** Present values by year. */
interface Present {
  readonly costs: YearlySeries;
  readonly benefits: YearlySeries;
}

function netTable(years: readonly number[], { costs, benefits }: Present, frame: Frame): YearTable<NetYear> {
  const columns = { presentValueBenefits: benefits, presentValueCosts: costs, net: minus(benefits, costs) };
  return { rows: years.map((year) => rowOf(columns, year, frame)), total: totalsOf(columns) };
}

function quotientOf({ costs, benefits }: Present): Quotient {
  return {
    ...totalsOf({ presentValueBenefits: benefits, presentValueCosts: costs }),
    quotient: ratio(total(benefits) * costs.per, total(costs) * benefits.per, noCost),
  };
}

function explainedPayback(
  years: readonly number[],
  { costs, benefits }: { readonly costs: YearlySeries; readonly benefits: YearlySeries },
  frame: Frame,
): ExplainedPayback {
  const { factors, yearOf } = frame;
  const net = minus(benefits, costs);
  const presentValue = timesYearly(net, factors);
  const columns = {
    net,
    cumulative: cumulative(net),
    presentValue,
    cumulativePresentValue: cumulative(presentValue),
  };
  const first = yearOfFirstCost(costs);
  const { simple, discounted, turnsNegativeAgain } = payback(costs, benefits, factors);
  const reached = (after: Payback['simple']): Reached => ({
    years: after,
    reachedIn: typeof after === 'number' ? yearOf((first ?? 0) + after) : after,
  });
  return {
    rows: years.map((year) => rowOf(columns, year, frame)),
    countedFrom: first === undefined ? { notComputable: noCost } : yearOf(first),
    simple: reached(simple),
    discounted: reached(discounted),
    turnsNegativeAgain,
  };
}

/** The years in which any of the series is not 0. */
function yearsWith(...series: readonly YearlySeries[]): readonly number[] {
  const years = series[0]?.values.keys() ?? [];
  return [...years].filter((year) => series.some(({ values }) => values[year] !== 0n));
}

/** Each column's total over all years, to the penny. */
function totalsOf<Name extends string>(columns: Columns<Name>): Record<Name, Pence> {
  return each(columns, (series) => toPence(total(series), series.per));
}

function each<Name extends string>(
  columns: Columns<Name>,
  figure: (series: YearlySeries) => Pence,
): Record<Name, Pence> {
  const named = Object.entries<YearlySeries>(columns).map(([name, series]) => [name, figure(series)]);
  return Object.fromEntries(named) as Record<Name, Pence>;
}
