import type { Instant } from '../vocabulary/calendar.ts';
import type { ProposalId } from '../vocabulary/proposal.ts';

export const steps = ['sign-off', 'review', 'confirming'] as const;
export type Step = (typeof steps)[number];

/**
 * The results of a step that the workflow's Choice states know (workflows/joint-funding/contract.ts; a test keeps both
 * lists equal).
 */
export const signOffStepOutcomes = [
  'carried',
  'carried-without-review',
  'confirming',
  'failed',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;
/** How the sign-off step ended. */
export type SignOffStepOutcome = (typeof signOffStepOutcomes)[number];

export const reviewStepOutcomes = [
  'recommend',
  'recommend-with-conditions',
  'not-recommended',
  'confirming',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;
/** How the review step ended. */
export type ReviewStepOutcome = (typeof reviewStepOutcomes)[number];

export const confirmingStepOutcomes = ['confirmed', 'not-confirmed', 'withdrawn', 'superseded'] as const;
/** How the boroughs' time to confirm ended. */
export type ConfirmingStepOutcome = (typeof confirmingStepOutcomes)[number];

/** What the workflow is told when a step ends. */
export type StepOutcome = SignOffStepOutcome | ReviewStepOutcome | ConfirmingStepOutcome;

/** The state machine's handle on an open step; never in an email or a URL. */
export interface TaskToken {
  readonly proposal: ProposalId;
  readonly cycle: number;
  readonly step: Step;
  readonly token: string;
  readonly attempt: TaskAttempt | null;
}

/**
 * The attempt of a task that a token belongs to, by Step Functions' own clock: when its state was entered, and how
 * often the task was retried since. Only the latest attempt waits. null means an execution whose definition did not
 * tell it yet.
 */
export interface TaskAttempt {
  readonly enteredAt: Instant;
  readonly retry: number;
}
