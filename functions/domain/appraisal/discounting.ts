import { type Figure, sign } from '../numbers/figure.ts';
import { decimal, type Rational } from '../numbers/rational.ts';
import { inDoubles, type SeriesInDoubles } from '../numbers/series-in-doubles.ts';
import { compounded, timesYearly, total, type YearlySeries } from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import { yearsFrom } from '../vocabulary/financial-year.ts';
import { type DiscountBand, lastYearOf, type ParameterSet } from './parameter-set.ts';

/**
 * Discount factors of the years 0 to `years` (R14): DF(0) = 1, DF(t) = DF(t−1) ÷ (1 + r(t)), multiplied year by year through
 * the bands (Green Book, discounting). Throws a RangeError where the bands have no rate for a year: beyond 125.
 */
export function discountFactors(bands: readonly DiscountBand[], years: number): SeriesInDoubles {
  return inDoubles(compounded(Array.from({ length: years }, (_, index) => rateOfYear(bands, index + 1))));
}

/** The same, and of the next year where the bands have a rate for it, for benefits that come a year late (R15). */
export function discountFactorsAndOneMore(bands: readonly DiscountBand[], years: number): SeriesInDoubles {
  return discountFactors(bands, Math.max(years, Math.min(years + 1, lastYearOf(bands))));
}

/**
 * What 1 of the money of each year from 0 to `years` is in prices of the base year (R14): D(0) = 1, D(t) = D(t−1) ÷ (1 +
 * inflation of that financial year).
 */
export function deflators(inflation: ParameterSet['inflation'], baseYear: FinancialYear, years: number): YearlySeries {
  const rates = Array.from({ length: years }, () => decimal(inflation.annual));
  for (const [financialYear, rate] of Object.entries(inflation.byFinancialYear)) {
    const year = yearsFrom(baseYear, financialYear);
    if (year >= 1 && year <= years) rates[year - 1] = decimal(rate);
  }
  return compounded(rates);
}

/** Σ amount(t) × DF(t), over the years of the amounts. */
export function presentValue(amounts: SeriesInDoubles, factors: SeriesInDoubles): Figure {
  const { near } = amounts;
  const by = factors.near;
  let sum = 0;
  let magnitude = 0;
  for (let year = 0; year < near.length; year += 1) {
    const term = (near[year] ?? 0) * (by[year] ?? Number.NaN);
    sum += term;
    magnitude += Math.abs(term);
  }
  return { near: sum, doubt: doubtOf(magnitude, near.length), exact: () => total(timesYearly(amounts, factors)) };
}

/** Whether the present value of each year and all before it is below 0. Sums as `presentValue` does, in one pass for all years. */
export function cumulativesBelowZero(amounts: SeriesInDoubles, factors: SeriesInDoubles): readonly boolean[] {
  const { near } = amounts;
  const by = factors.near;
  const below: boolean[] = [];
  let sum = 0;
  let magnitude = 0;
  for (let year = 0; year < near.length; year += 1) {
    const term = (near[year] ?? 0) * (by[year] ?? Number.NaN);
    sum += term;
    magnitude += Math.abs(term);
    const exact = () => total(timesYearly(upTo(year, amounts), factors));
    below.push(sign({ near: sum, doubt: doubtOf(magnitude, near.length), exact }) < 0);
  }
  return below;
}

/**
 * How far a sum of at most `years` products amount × factor can be from the exact one, of which `magnitude` is the sum of the absolute values,
 * both in doubles. Each product has 3 roundings of its amount, 3 of its factor and one of its own, and takes part in at most
 * `years` − 1 additions, so that the error is at most γ(years + 6) × Σ |amount| × factor with γ(k) = ku ÷ (1 − ku), u = 2^−53, and
 * `magnitude` is that sum with the same relative error (Higham, Accuracy and Stability of Numerical Algorithms, 3.1). The bound taken
 * here is more than twice as wide. An amount or factor that is infinite makes it infinite or NaN.
 */
function doubtOf(magnitude: number, years: number): number {
  return (years + 8) * Number.EPSILON * magnitude;
}

function upTo(year: number, { values, per }: YearlySeries): YearlySeries {
  return { values: values.slice(0, year + 1), per };
}

function rateOfYear(bands: readonly DiscountBand[], year: number): Rational {
  const band = bands.find(({ fromYear, toYear }) => fromYear <= year && year <= toYear);
  if (band === undefined) throw new RangeError(`No discount rate for year ${year}`);
  return decimal(band.rate);
}
