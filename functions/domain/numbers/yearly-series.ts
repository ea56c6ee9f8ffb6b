import { leastCommonMultiple, type Rational, rational } from './rational.ts';

/**
 * One exact figure for each year from the base year on: that of year t is `values[t] / per`. One common denominator makes
 * long exact sums cheap: whole numbers are added, and only the total is brought to lowest terms.
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

/** The sum of the amounts of each year from 0 to `years`, 0 where there is none. */
export function seriesOf(amounts: readonly YearlyAmount[], years: number): YearlySeries {
  const per = amounts.reduce((common, { amount }) => leastCommonMultiple(common, amount.denominator), 1n);
  const values = Array.from({ length: years + 1 }, () => 0n);
  for (const { year, amount } of amounts) {
    if (!(year in values)) throw new RangeError(`Year ${year} is not one of 0 to ${years}`);
    values[year] = at(values, year) + amount.numerator * (per / amount.denominator);
  }
  return { values, per };
}

/** Year by year a + b; both cover the same years. */
export function plus(a: YearlySeries, b: YearlySeries): YearlySeries {
  const per = leastCommonMultiple(a.per, b.per);
  const [ofA, ofB] = [per / a.per, per / b.per];
  return { values: a.values.map((value, year) => value * ofA + at(b.values, year) * ofB), per };
}

/** Year by year a − b; both cover the same years. */
export function minus(a: YearlySeries, b: YearlySeries): YearlySeries {
  return plus(a, { values: b.values.map((value) => -value), per: b.per });
}

export function times(a: YearlySeries, factor: Rational): YearlySeries {
  if (factor.numerator === factor.denominator) return a;
  return { values: a.values.map((value) => value * factor.numerator), per: a.per * factor.denominator };
}

/** Year by year a × b, for the years of a: amounts times discount factors or deflators. */
export function timesYearly(a: YearlySeries, b: YearlySeries): YearlySeries {
  return { values: a.values.map((value, year) => value * at(b.values, year)), per: a.per * b.per };
}

/** Everything one year later: covers one year more. */
export function oneYearLate(a: YearlySeries): YearlySeries {
  return { values: [0n, ...a.values], per: a.per };
}

/** What the years up to and including each come to. */
export function cumulative({ values, per }: YearlySeries): YearlySeries {
  let sum = 0n;
  return { values: values.map((value) => (sum += value)), per };
}

/** The sum over all years, in lowest terms. */
export function total(a: YearlySeries): Rational {
  return rational(
    a.values.reduce((sum, value) => sum + value, 0n),
    a.per,
  );
}

/** What each year's 1 has become after compounding: f(0) = 1, f(t) = f(t−1) ÷ (1 + rate of year t). `rates[0]` is year 1's. */
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

function at(values: readonly bigint[], year: number): bigint {
  const value = values[year];
  if (value === undefined) throw new RangeError(`The series has no year ${year}`);
  return value;
}
