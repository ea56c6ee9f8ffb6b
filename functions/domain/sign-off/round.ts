import type { Contribution } from '../money/apportionment.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/** All that the outcome of a sign-off round depends on (R6). */
export interface Round {
  /** As snapshotted at submission. */
  readonly scheme: Pick<Scheme, 'decisionRule'>;
  readonly costs: readonly CostLine[];
  /** One for each invited borough, in any order. At the deadline, with silence that is deemed approval recorded (R4). */
  readonly requests: readonly SignOffRequest[];
  /** Boroughs in which nobody is eligible to answer at `at`, recusal included; it matters for those without an answer. */
  readonly withoutOfficer: ReadonlySet<BoroughCode>;
  readonly revisionsLeft: number;
  readonly at: Instant;
  readonly closesAt: Instant;
}

/** What a borough's place in the round comes to. */
export type Stance =
  | 'approved'
  | 'declined'
  | 'asked-for-changes'
  | 'revoked'
  | 'silent'
  | 'recused'
  | 'without-officer';

/** A borough and its stance, in a shape that no longer depends on how requests are kept. */
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
      /** Sentences for the record, computed, without free text or people. */
      readonly reasons: readonly string[];
      /** By GSS code; empty unless carried. */
      readonly contributions: readonly Contribution[];
      /** By how many pence the caps of those who approved fall short; 0 where they cover the cost. */
      readonly shortfall: Pence;
      /** Who takes no part, whatever the outcome, and why; by GSS code. */
      readonly optedOut: readonly { readonly borough: BoroughCode; readonly why: Exclude<Stance, 'approved'> }[];
    };

/** R5. Whether an answer stamped `at` is late: one at exactly the deadline is. */
export function isLate(at: Instant, closesAt: Instant): boolean {
  return at >= closesAt;
}
