import { decimal, type Rational } from '../numbers/rational.ts';
import { compounded, timesYearly, total, type YearlySeries } from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import { addYears } from '../vocabulary/financial-year.ts';
import { type DiscountBand, lastYearOf, type ParameterSet } from './parameter-set.ts';

/**
 * Discount factors of the years 0 to `years` (R14): DF(0) = 1, DF(t) = DF(t−1) ÷ (1 + r(t)), multiplied year by year
 * through the bands (Green Book, discounting). Throws a RangeError if the bands have no rate for a year: beyond 125.
 */
export function discountFactors(bands: readonly DiscountBand[], years: number): YearlySeries {
  return compounded(Array.from({ length: years }, (_, index) => rateOfYear(bands, index + 1)));
}

/** The same, and one year more if the bands have a rate for it, for benefits that come a year late (R15). */
export function discountFactorsAndOneMore(bands: readonly DiscountBand[], years: number): YearlySeries {
  return discountFactors(bands, Math.max(years, Math.min(years + 1, lastYearOf(bands))));
}

/**
 * What 1 in the money of each year from 0 to `years` is worth in base year prices (R14): D(0) = 1, D(t) = D(t−1) ÷ (1 +
 * inflation of that financial year).
 */
export function deflators(inflation: ParameterSet['inflation'], baseYear: FinancialYear, years: number): YearlySeries {
  const { annual, byFinancialYear } = inflation;
  return compounded(
    Array.from({ length: years }, (_, index) => decimal(byFinancialYear[addYears(baseYear, index + 1)] ?? annual)),
  );
}

/** Σ amount(t) × DF(t) over the years of the amounts, as a count of (amounts.per × factors.per)ths of a penny. */
export function presentValue(amounts: YearlySeries, factors: YearlySeries): bigint {
  return total(timesYearly(amounts, factors));
}

function rateOfYear(bands: readonly DiscountBand[], year: number): Rational {
  const band = bands.find(({ fromYear, toYear }) => fromYear <= year && year <= toYear);
  if (band === undefined) throw new RangeError(`No discount rate for year ${year}`);
  return decimal(band.rate);
}
