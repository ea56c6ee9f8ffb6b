import * as z from 'zod/mini';

/** Version of the payload. A running execution keeps its definition, so every released version must stay readable. */
const schemaVersion = 1;

/** What an execution carries: nothing but the name of what is decided. */
export const ExecutionInput = z.strictObject({
  proposalId: z.string().check(z.minLength(1)),
  revision: z.int().check(z.positive()),
  cycle: z.int().check(z.positive()),
  schema: z.literal(schemaVersion),
});
export type ExecutionInput = z.infer<typeof ExecutionInput>;

/** A moment as Step Functions tells it, with or without a fraction of a second; to the millisecond, so that moments compare as texts. */
const moment = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)),
  z.transform((text) => new Date(text).toISOString()),
);

/** Which attempt of a task calls: when its state was entered, and how often the task was tried again since. The later one is the newer. */
const TaskAttempt = z.strictObject({ enteredAt: moment, retry: z.int().check(z.nonnegative()) });

/**
 * What opens a step: the execution's input with the token that resumes it, and which attempt it is of. The first definition did not tell
 * the attempt, and its executions go on under it.
 */
export const StepInput = z.extend(ExecutionInput, {
  taskToken: z.string().check(z.minLength(1)),
  attempt: z.optional(TaskAttempt),
});
export type StepInput = z.infer<typeof StepInput>;

/** What "Ask the boroughs to sign off" may be resumed with. */
export const signOffOutcomes = [
  'carried',
  'carried-without-review',
  'failed',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;

/** What "Ask the reviewers" may be resumed with. */
export const reviewOutcomes = [
  'recommend',
  'recommend-with-conditions',
  'not-recommended',
  'lapsed',
  'withdrawn',
  'changes-requested',
  'superseded',
] as const;

/** The output a resume sends. */
export const StepOutput = z.strictObject({ outcome: z.enum([...signOffOutcomes, ...reviewOutcomes]) });
export type StepOutput = z.infer<typeof StepOutput>;
