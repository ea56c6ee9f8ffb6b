import type { FinancialYear, LocalDate } from '../vocabulary/calendar.ts';
import type { Confidence, Kind, ProjectType } from '../vocabulary/proposal.ts';

/** A rate for a span of years, both included, counted from the base year; a fraction such as 0.035. */
export interface DiscountBand {
  readonly fromYear: number;
  readonly toYear: number;
  readonly rate: number;
}

/**
 * The published figures of an appraisal (R14). Immutable: new figures are a new set, and each appraisal keeps the set
 * it was made with. Rates and reductions are fractions, read as the decimals they are written in.
 */
export interface ParameterSet {
  readonly id: string;
  readonly source: string;
  /** The first day it is used. */
  readonly from: LocalDate;
  /** The first day it is no longer used; absent means in use. */
  readonly until?: LocalDate | undefined;
  /** Without a gap from year 1; the last band ends with the last year that can be appraised (125). */
  readonly discountRates: readonly DiscountBand[];
  /**
   * A further sensitivity at lower rates, for proposals that last longer than that many years; null means none (R15).
   */
  readonly longHorizonTest: {
    readonly source: string;
    readonly appliesBeyondYears: number;
    readonly discountRates: readonly DiscountBand[];
  } | null;
  readonly optimismBias: {
    readonly source: string;
    /** `kind`: the kind of cost lines that the rate applies to (R16). */
    readonly rates: Readonly<
      Record<ProjectType, { readonly upper: number; readonly lower: number; readonly kind: Kind }>
    >;
  };
  readonly confidence: {
    readonly source: string;
    readonly reductions: Readonly<Record<Confidence, number>>;
  };
  readonly inflation: {
    /** The rate of every financial year that `byFinancialYear` does not name. */
    readonly annual: number;
    readonly note: string;
    /** The rise of prices in that financial year over the year before. */
    readonly byFinancialYear: Readonly<Record<FinancialYear, number>>;
  };
}

/** R14. The last year that can be appraised, from the base year. Every set has rates up to it. */
export const lastAppraisedYear = 125;

/**
 * The set in use on that day: from its `from` until the day before its `until`. Of several, the one that began last; of
 * those that began on one day, the last in `sets`. undefined if no set is in use.
 */
export function parameterSetAt(date: LocalDate, sets: readonly ParameterSet[]): ParameterSet | undefined {
  return sets
    .filter(({ from, until }) => from <= date && (until === undefined || date < until))
    .reduce<ParameterSet | undefined>(
      (newest, set) => (newest !== undefined && set.from < newest.from ? newest : set),
      undefined,
    );
}

/** The last year, counted from the base year, for which the set has a discount rate: 125 in the Green Book. */
export function lastYearOf(bands: readonly DiscountBand[]): number {
  return Math.max(0, ...bands.map(({ toYear }) => toYear));
}
