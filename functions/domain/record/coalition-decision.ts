import { daysBetween, type Instant, londonDate, londonInstant } from '../vocabulary/calendar.ts';
import { addYears, financialYearOf, startOf } from '../vocabulary/financial-year.ts';
import type { Ending } from '../vocabulary/proposal.ts';

/** How and when a proposal ended, as its record says. */
export interface Ended {
  readonly decidedAt: Instant;
  readonly outcome: Ending;
}

/**
 * Endings that the coalition decided. A proposal that lapsed or was withdrawn ended without its decision
 * (docs/rules.md, Life of a proposal).
 */
const decisions: readonly Ending[] = ['funded', 'not-funded'];

/** Whether this ending is a decision of the coalition. */
export function isDecision(ending: Ending): boolean {
  return decisions.includes(ending);
}

/**
 * The moment that every report calls "decided" (docs/rules.md, Reports), and counts its days and financial year from.
 * null means not decided yet, or ended without a decision.
 */
export function decisionMoment(ended: Ended | null): Instant | null {
  return ended !== null && isDecision(ended.outcome) ? ended.decidedAt : null;
}

/** Days from submission to decision: the number of midnights in London between them. */
export function daysToDecision(submittedAt: Instant, decidedAt: Instant): number {
  return daysBetween(londonDate(submittedAt), londonDate(decidedAt));
}

/** The financial year of a moment is the last of these. */
const yearsCounted = 3;

/**
 * The first moment of the three financial years that the median of days to decision covers: the year of `now`, by the
 * clock of London, and the two before it. Proposals submitted earlier do not count, even if they were decided later, so
 * only the submissions of three years must be read.
 *
 * @example countedSince('2026-11-23T10:00:00.000Z') // '2024-03-31T23:00:00.000Z', midnight of 1 April 2024 in London
 */
export function countedSince(now: Instant): Instant {
  return londonInstant(startOf(addYears(financialYearOf(now), 1 - yearsCounted)), '00:00');
}
