import { leastCommonMultiple, type Rational } from './rational.ts';

/**
 * One exact figure for each year from the base year on: year t has `values[t] / per`. A common denominator makes long
 * exact sums cheap: whole numbers are added, and nothing is divided before the total is rounded.
 */
export interface YearlySeries {
  readonly values: readonly bigint[];
  readonly per: bigint;
}

export interface YearlyAmount {
  /** Years from the base year, 0 to `years`. */
  readonly year: number;
  readonly amount: Rational;
}

/** The smallest denominator that all these fractions can share. */
export function commonDenominator(amounts: readonly Rational[]): bigint {
  return [...new Set(amounts.map(({ denominator }) => denominator))].reduce(leastCommonMultiple, 1n);
}

/**
 * The sum of the amounts of each year from 0 to `years`; 0 for a year without amounts. `per` is a common denominator of
 * the amounts. Series with the same `per` are added without any further work.
 */
export function seriesOf(amounts: readonly YearlyAmount[], years: number, per: bigint): YearlySeries {
  const values = Array.from({ length: years + 1 }, () => 0n);
  for (const { year, amount } of amounts) {
    if (!(year in values)) throw new RangeError(`Year ${year} is not one of 0 to ${years}`);
    values[year] = at(values, year) + amount.numerator * timesIn(per, amount.denominator);
  }
  return { values, per };
}

/** The same series with the smallest common denominator they can share. */
export function inOneUnit<const Series extends readonly YearlySeries[]>(series: Series): InOneUnit<Series> {
  const per = series.map((each) => each.per).reduce(leastCommonMultiple, 1n);
  const values = series.map((each) => inUnits(each, per)) as InOneUnit<Series>['series'];
  return { per, series: values };
}

interface InOneUnit<Series extends readonly YearlySeries[]> {
  readonly per: bigint;
  readonly series: { readonly [At in keyof Series]: YearlySeries };
}

/** a + b, year by year. Both must cover the same years. */
export function plus(a: YearlySeries, b: YearlySeries): YearlySeries {
  const { per, series } = inOneUnit([a, b]);
  const [ofA, ofB] = series;
  return { values: ofA.values.map((value, year) => value + at(ofB.values, year)), per };
}

/** a − b, year by year. Both must cover the same years. */
export function minus(a: YearlySeries, b: YearlySeries): YearlySeries {
  return plus(a, { values: b.values.map((value) => -value), per: b.per });
}

export function times(a: YearlySeries, factor: Rational): YearlySeries {
  if (factor.numerator === factor.denominator) return a;
  return { values: a.values.map((value) => value * factor.numerator), per: a.per * factor.denominator };
}

/** a × b, year by year, for the years of a: amounts times discount factors or deflators. */
export function timesYearly(a: YearlySeries, b: YearlySeries): YearlySeries {
  return { values: a.values.map((value, year) => value * at(b.values, year)), per: a.per * b.per };
}

/** Every amount one year later, so that the series covers one more year. */
export function oneYearLate(a: YearlySeries): YearlySeries {
  return { values: [0n, ...a.values], per: a.per };
}

/** For each year, the sum of all years up to and including it. */
export function cumulative({ values, per }: YearlySeries): YearlySeries {
  let sum = 0n;
  return { values: values.map((value) => (sum += value)), per };
}

/** The sum over all years, as a count of `per`ths. */
export function total({ values }: YearlySeries): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/**
 * The value of 1 after compounding, by year: f(0) = 1, f(t) = f(t−1) ÷ (1 + rate of year t). `rates[0]` is for year 1.
 */
export function compounded(rates: readonly Rational[]): YearlySeries {
  const growths = rates.map(({ numerator, denominator }) => {
    if (numerator + denominator <= 0n) throw new RangeError('A rate must be above −1');
    return { grown: numerator + denominator, from: denominator };
  });
  const per = growths.reduce((product, { grown }) => product * grown, 1n);
  const values = [per];
  let value = per;
  for (const { grown, from } of growths) {
    value = (value / grown) * from;
    values.push(value);
  }
  return { values, per };
}

function inUnits({ values, per }: YearlySeries, unit: bigint): YearlySeries {
  if (per === unit) return { values, per };
  const factor = timesIn(unit, per);
  return { values: values.map((value) => value * factor), per: unit };
}

/**
 * How many times `denominator` goes into `per`. Throws a RangeError if that is not a whole number, so that nothing is
 * cut off.
 */
function timesIn(per: bigint, denominator: bigint): bigint {
  if (denominator === per) return 1n;
  const times = per / denominator;
  if (times * denominator !== per) throw new RangeError(`${per} is not a multiple of ${denominator}`);
  return times;
}

function at(values: readonly bigint[], year: number): bigint {
  const value = values[year];
  if (value === undefined) throw new RangeError(`The series has no year ${year}`);
  return value;
}
