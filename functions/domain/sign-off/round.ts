import type { Contribution } from '../money/apportionment.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/** The time in which boroughs may add money to a round that lacks nothing else (R5). A revision has at most one. */
export interface TopUp {
  readonly since: Instant;
  readonly until: Instant;
}

/** Everything that the outcome of a sign-off round depends on (R6). */
export interface Round {
  /** As copied at submission. */
  readonly scheme: Pick<Scheme, 'decisionRule' | 'countsFrom' | 'graceWorkingDays' | 'topUp'>;
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
  /** The deadline; while a top-up runs, its end. */
  readonly closesAt: Instant;
  /** The top-up of this revision, running or over; null if none began. */
  readonly topUp: TopUp | null;
  /** Before this moment the round does not close as carried, because approvals outlived a revision (R7); else null. */
  readonly carriedFrom: Instant | null;
}

/** What a borough's place in the round counts as. `taken-back`: it was carried with that approval (R29). */
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
  /** Whether it is an approval that is large enough to count toward the rule (R3). */
  readonly counts: boolean;
  /** Who decided: a mailbox, or the id of a person whose address is not recorded; null if nobody did. */
  readonly person: string | null;
}

/** How a round can close (R5). */
export const roundOutcomes = ['carried', 'failed', 'changes-requested', 'lapsed'] as const;

/** A round that is judged (R6). */
export interface JudgedRound {
  readonly kind: 'closed';
  readonly outcome: (typeof roundOutcomes)[number];
  /** Why it closes now (R5). */
  readonly because: 'deadline' | 'all-answered' | 'topped-up' | 'can-only-fail';
  /** Computed sentences for the record, without free text or people. */
  readonly reasons: readonly string[];
  /** By GSS code; empty unless carried. */
  readonly contributions: readonly Contribution[];
  /** By how many pence the caps of the approving boroughs fall short; 0 if they cover the cost. */
  readonly shortfall: Pence;
  /** Boroughs that take no part, in any outcome, and why; by GSS code. */
  readonly optedOut: readonly { readonly borough: BoroughCode; readonly why: Exclude<Stance, 'approved'> }[];
}

export type RoundOutcome =
  /** `next`: the moment at which it must be looked at again, even if nobody answers. `shortfall`: as things are. */
  | { readonly kind: 'open'; readonly next: Instant; readonly shortfall: Pence }
  /** Only money lacks: a top-up begins now, and the round stays open until `until` (R5). */
  | { readonly kind: 'top-up'; readonly since: Instant; readonly until: Instant; readonly shortfall: Pence }
  | JudgedRound;

/** R5. Whether an answer stamped `at` is late: exactly at the deadline is late. */
export function isLate(at: Instant, closesAt: Instant): boolean {
  return at >= closesAt;
}
