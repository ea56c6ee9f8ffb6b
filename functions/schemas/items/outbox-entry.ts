import * as z from 'zod/mini';
import { boroughEmails, type EmailMessage, proposerEmails, sharedEmails } from '../../domain/record/email-message.ts';
import { outboxStatuses } from '../../domain/record/outbox.ts';
import { confirmingStepOutcomes, reviewStepOutcomes, signOffStepOutcomes, steps } from '../../domain/record/step.ts';
import { reads } from './reads.ts';
import { boroughCode, count, instant, personId, proposalId } from './vocabulary.ts';

const to = personId;
const ofBorough = { to, borough: boroughCode, revision: count };

export const step = z.enum(steps);

/** An email to send: only ids. */
const emailMessage = reads<EmailMessage>()(
  z.discriminatedUnion('mail', [
    z.object({ mail: z.literal('submitted'), to }),
    z.object({ mail: z.enum(proposerEmails), to, revision: count }),
    z.object({ mail: z.enum(boroughEmails), ...ofBorough }),
    z.object({ mail: z.enum(sharedEmails), ...ofBorough, borough: z.nullable(boroughCode) }),
    z.object({ mail: z.literal('one-time-code'), ...ofBorough, step, code: count }),
    z.object({ mail: z.literal('request-locked'), ...ofBorough, step, at: instant }),
  ]),
);

/** One email on the queue. */
export const queuedEmail = z.object({
  proposal: proposalId,
  outbox: z.string(),
  position: count,
  message: emailMessage,
});

const outcome = z.enum([...signOffStepOutcomes, ...reviewStepOutcomes, ...confirmingStepOutcomes]);

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), cycle: count, revision: count }),
  z.object({ kind: z.literal('resume'), cycle: count, step, outcome }),
  z.object({ kind: z.literal('mail'), messages: z.array(emailMessage) }),
]);

/** Every kind of task that this version knows. */
export const outboxKinds: readonly string[] = ['start', 'resume', 'mail'] satisfies z.output<typeof task>['kind'][];

const item = z.object({
  id: z.string(),
  proposal: proposalId,
  task,
  status: z.enum(outboxStatuses),
  attempt: count,
  dueAt: z.optional(instant),
});

/** Work that must follow a change. `due` is the index's own attribute; only pending entries have it. */
export const outboxEntry = z.pipe(
  item,
  z.transform(({ dueAt, ...kept }: z.output<typeof item>) => ({ ...kept, due: dueAt ?? null })),
);
