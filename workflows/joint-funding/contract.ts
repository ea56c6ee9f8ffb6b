import * as z from 'zod/mini';
import { instantOf } from '../../functions/domain/vocabulary/calendar.ts';
import { proposalId } from '../../functions/domain/vocabulary/proposal.ts';

/** Version of the payload. A running execution keeps its definition, so every released version must stay readable. */
const schemaVersion = 1;

/** An execution carries only the name of what is decided. */
export const ExecutionInput = z.strictObject({
  proposalId: z.pipe(z.string().check(z.minLength(1)), z.transform(proposalId)),
  revision: z.int().check(z.positive()),
  cycle: z.int().check(z.positive()),
  schema: z.literal(schemaVersion),
});
export type ExecutionInput = z.infer<typeof ExecutionInput>;

/**
 * A moment from Step Functions, with or without a fraction of a second; to the millisecond, so that moments compare as
 * text.
 */
const moment = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)),
  z.transform((text) => instantOf(Date.parse(text))),
);

/**
 * The attempt of a task that calls: when its state was entered, and how often the task was retried since. The later one
 * is newer.
 */
const TaskAttempt = z.strictObject({ enteredAt: moment, retry: z.int().check(z.nonnegative()) });

/**
 * The input of a step: the execution's input, the token that resumes it, and its attempt. Executions of the first
 * definition did not tell the attempt, and still run.
 */
export const StepInput = z.extend(ExecutionInput, {
  taskToken: z.string().check(z.minLength(1)),
  attempt: z.optional(TaskAttempt),
});
export type StepInput = z.infer<typeof StepInput>;

/** The outcomes that may resume "Ask the boroughs to sign off". */
export const signOffOutcomes = [
  'carried',
  'carried-without-review',
  'confirming',
  'failed',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;

/** The outcomes that may resume "Ask the reviewers". */
export const reviewOutcomes = [
  'recommend',
  'recommend-with-conditions',
  'not-recommended',
  'confirming',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;

/** The outcomes that may resume "Let the boroughs confirm". */
export const confirmingOutcomes = ['confirmed', 'not-confirmed', 'withdrawn', 'superseded'] as const;

/** The output a resume sends. */
export const StepOutput = z.strictObject({
  outcome: z.enum([...signOffOutcomes, ...reviewOutcomes, ...confirmingOutcomes]),
});
export type StepOutput = z.infer<typeof StepOutput>;
