import type { Weighted } from '../numbers/largest-remainder.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import { compareFinancialYears, yearsFrom } from '../vocabulary/financial-year.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BenefitLine, BoroughCode, CostLine, Prices, ProposalContent } from '../vocabulary/proposal.ts';
import type { ParameterSet } from './parameter-set.ts';

/** The parts of a proposal that an appraisal reads. */
export type AppraisedContent = Pick<ProposalContent, 'prices' | 'costs' | 'benefits' | 'optimismBias' | 'pledges'>;

/**
 * What a borough that takes part pays, in cash. Until the money is settled this is its asked share, own lines included.
 */
export interface Contributing {
  readonly borough: BoroughCode;
  readonly amount: Pence;
  /** Shared part and own lines by column; they sum to `amount`. */
  readonly cells: readonly Cell[];
}

export interface AppraisalInput {
  readonly content: AppraisedContent;
  /** Resolved weights of all invited boroughs, whether or not they take part (R15). */
  readonly weights: readonly Weighted[];
  /** The boroughs that take part, in the order in which the appraisal lists them. */
  readonly contributions: readonly Contributing[];
  readonly parameters: ParameterSet;
}

type Lines = Pick<AppraisedContent, 'costs' | 'benefits'>;

/**
 * R14. The first financial year of any cost or benefit of the revision, even of a line that drops out: real prices are
 * prices of this year, so it must not depend on who takes part. Throws a RangeError if there is neither cost nor
 * benefit.
 */
export function baseYearOf(content: Lines): FinancialYear {
  const first = yearsNamed(content)[0];
  if (first === undefined) throw new RangeError('A proposal without costs and benefits has no base year');
  return first;
}

/**
 * R14. Years from the base year to the last cost or benefit; 0 if all are in one year. A proposal above
 * `lastYearOf(discountRates)` (125) cannot be appraised: the caller refuses it, and `appraise` throws.
 */
export function horizonYears(content: Lines): number {
  return yearsFrom(baseYearOf(content), yearsNamed(content).at(-1) ?? baseYearOf(content));
}

/** A line's own prices, or else the proposal's (R14). */
export function pricesOf(line: CostLine | BenefitLine, content: Pick<AppraisedContent, 'prices'>): Prices {
  return line.prices ?? content.prices;
}

function yearsNamed({ costs, benefits }: Lines): readonly FinancialYear[] {
  return [...costs, ...benefits].map(({ financialYear }) => financialYear).toSorted(compareFinancialYears);
}
