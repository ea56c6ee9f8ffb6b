import type { FinancialYear, LocalDate } from '../vocabulary/calendar.ts';
import type { Confidence, Kind, ProjectType } from '../vocabulary/proposal.ts';

/** A rate that holds from one year to another, both included, counted from the base year; a fraction such as 0.035. */
export interface DiscountBand {
  readonly fromYear: number;
  readonly toYear: number;
  readonly rate: number;
}

/**
 * The published figures an appraisal is made with (R14). Immutable: new figures are a new set, and each appraisal keeps the
 * one it was made with. Rates and reductions are fractions, read as the decimals they are written in.
 */
export interface ParameterSet {
  readonly id: string;
  readonly source: string;
  /** First day it is used. */
  readonly from: LocalDate;
  /** First day it is no longer used; absent: in use. */
  readonly until?: LocalDate | undefined;
  /** Without a gap from year 1 on; they end with the last year that can be appraised (125). */
  readonly discountRates: readonly DiscountBand[];
  /** A further sensitivity at lower rates, for what reaches beyond that many years; null: the set has none (R15). */
  readonly longHorizonTest: {
    readonly source: string;
    readonly appliesBeyondYears: number;
    readonly discountRates: readonly DiscountBand[];
  } | null;
  readonly optimismBias: {
    readonly source: string;
    /** `kind`: the cost lines that the rate is a rate of (R16). */
    readonly rates: Readonly<
      Record<ProjectType, { readonly upper: number; readonly lower: number; readonly kind: Kind }>
    >;
  };
  readonly confidence: {
    readonly source: string;
    readonly reductions: Readonly<Record<Confidence, number>>;
  };
  readonly inflation: {
    /** Rate of every financial year that `byFinancialYear` does not name. */
    readonly annual: number;
    readonly note: string;
    /** Rise of prices in that financial year over the one before. */
    readonly byFinancialYear: Readonly<Record<FinancialYear, number>>;
  };
}

/** R14. Years from the base year, the last that can be appraised: every set has rates up to it. */
export const lastAppraisedYear = 125;

/**
 * The set in use on that day: from its `from` up to, but without, its `until`. Where several are, the one that began last; of those
 * that began on one day, the last of `sets`. undefined: none was in use yet, or any more.
 */
export function parameterSetAt(date: LocalDate, sets: readonly ParameterSet[]): ParameterSet | undefined {
  return sets
    .filter(({ from, until }) => from <= date && (until === undefined || date < until))
    .reduce<ParameterSet | undefined>(
      (newest, set) => (newest !== undefined && set.from < newest.from ? newest : set),
      undefined,
    );
}

/** The last year, counted from the base year, for which the set has a discount rate: 125 with the Green Book's. */
export function lastYearOf(bands: readonly DiscountBand[]): number {
  return Math.max(0, ...bands.map(({ toYear }) => toYear));
}
