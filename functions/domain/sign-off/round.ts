import type { Contribution } from '../money/apportionment.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/** Everything that the outcome of a sign-off round depends on (R6). */
export interface Round {
  /** As copied at submission. */
  readonly scheme: Pick<Scheme, 'decisionRule'>;
  readonly costs: readonly CostLine[];
  /** One per invited borough, in any order. At the deadline, silence deemed approval is already recorded (R4). */
  readonly requests: readonly SignOffRequest[];
  /**
   * Boroughs in which nobody is eligible to answer at `at`, recusal included; it matters only if they have not
   * answered.
   */
  readonly withoutOfficer: ReadonlySet<BoroughCode>;
  readonly revisionsLeft: number;
  readonly at: Instant;
  readonly closesAt: Instant;
}

/** What a borough's place in the round counts as. */
export type Stance =
  | 'approved'
  | 'declined'
  | 'asked-for-changes'
  | 'revoked'
  | 'taken-back'
  | 'silent'
  | 'recused'
  | 'without-officer';

/** A borough and its stance, independent of how requests are stored. */
export interface Ballot {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly lead: boolean;
  readonly stance: Stance;
  /** Whether no officer decided: no answer, or silence deemed approval (R4). */
  readonly silence: boolean;
  /** Whether an answer may still come before the deadline. */
  readonly pending: boolean;
}

/** How a round can close (R5). */
export const roundOutcomes = ['carried', 'failed', 'changes-requested', 'lapsed'] as const;

export type RoundOutcome =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'closed';
      readonly outcome: (typeof roundOutcomes)[number];
      /** Why it closes now (R5). */
      readonly because: 'deadline' | 'all-answered' | 'can-only-fail';
      /** Computed sentences for the record, without free text or people. */
      readonly reasons: readonly string[];
      /** By GSS code; empty unless carried. */
      readonly contributions: readonly Contribution[];
      /** By how many pence the caps of the approving boroughs fall short; 0 if they cover the cost. */
      readonly shortfall: Pence;
      /** Boroughs that take no part, in any outcome, and why; by GSS code. */
      readonly optedOut: readonly { readonly borough: BoroughCode; readonly why: Exclude<Stance, 'approved'> }[];
    };

/** R5. Whether an answer stamped `at` is late: exactly at the deadline is late. */
export function isLate(at: Instant, closesAt: Instant): boolean {
  return at >= closesAt;
}
