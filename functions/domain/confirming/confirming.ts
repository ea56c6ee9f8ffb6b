import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';

/** Outcomes of a review after which the boroughs confirm: half or more against, changes asked for, or no review (R17). */
export const adviceOutcomes = ['not-recommended', 'request-changes', 'lapsed'] as const;
export type AdviceOutcome = (typeof adviceOutcomes)[number];

/** How confirming can close. A withdrawal or a new revision ends it as well, and closes nothing. */
export const confirmingOutcomes = ['confirmed', 'not-confirmed'] as const;

/** R29. How long a borough's councillors may call its key decision in: until the start of that day in London. */
export interface CallInPeriod {
  readonly borough: BoroughCode;
  readonly until: Instant;
}

/**
 * R17, R29. Why a carried proposal waits before its money is committed, and what was said since. It waits until the
 * latest end of its reasons. What each borough did is on its own request.
 */
export interface Confirming {
  readonly since: Instant;
  /** null if the review did not advise against it, or there was none. */
  readonly advice: { readonly outcome: AdviceOutcome; readonly until: Instant } | null;
  /** By GSS code. */
  readonly callIns: readonly CallInPeriod[];
  /** Set once the lead's approver said that the lead goes on. */
  readonly goneOn: { readonly at: Instant; readonly by: PersonId; readonly reasons: string } | null;
  /** Set once a top-up began in here: boroughs may only raise their limits. */
  readonly topUp: { readonly since: Instant; readonly until: Instant } | null;
  readonly close: {
    readonly outcome: (typeof confirmingOutcomes)[number];
    readonly at: Instant;
    readonly reasons: readonly string[];
  } | null;
}
