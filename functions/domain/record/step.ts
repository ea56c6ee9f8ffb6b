import type { Instant } from '../vocabulary/calendar.ts';

export const steps = ['sign-off', 'review'] as const;
export type Step = (typeof steps)[number];

/**
 * What a step tells the workflow: the only words its Choice states know (workflows/joint-funding/contract.ts, whose list
 * a test holds equal to these).
 */
export const signOffStepOutcomes = [
  'carried',
  'carried-without-review',
  'failed',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;
export type SignOffOutcome = (typeof signOffStepOutcomes)[number];

export const reviewStepOutcomes = [
  'recommend',
  'recommend-with-conditions',
  'not-recommended',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;
export type ReviewStepOutcome = (typeof reviewStepOutcomes)[number];

export type StepOutcome = SignOffOutcome | ReviewStepOutcome;

/** The state machine's handle on an open step; never in a mail or a URL. */
export interface TaskToken {
  readonly proposal: string;
  readonly cycle: number;
  readonly step: Step;
  readonly token: string;
  readonly attempt: TaskAttempt | null;
}

/**
 * Which attempt of a task a token is of, by Step Functions' own clock: when its state was entered, and how often the task was tried again
 * since. The later one is the newer, and the only one that waits. Null: an execution whose definition did not tell yet.
 */
export interface TaskAttempt {
  readonly enteredAt: Instant;
  readonly retry: number;
}
