import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { OutboxEntry, OutboxTask } from '../../domain/record/outbox.ts';
import type { Head } from '../../domain/record/proposal-state.ts';
import type { Step, StepOutcome } from '../../domain/record/step.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { RedriveSettings } from './change-proposal.ts';

/** Name of an execution and of the entry that starts it: one per proposal and cycle. */
export function executionName(proposal: ProposalId, cycle: number): string {
  return `${proposal}-${cycle}`;
}

export function startId(proposal: ProposalId, cycle: number): string {
  return `start.${proposal}.${cycle}`;
}

export function resumeId(proposal: ProposalId, cycle: number, step: Step): string {
  return `resume.${proposal}.${cycle}.${step}`;
}

/** The entry that starts the execution of a cycle. */
export function startEntry(
  redrive: RedriveSettings,
  proposal: ProposalId,
  cycle: number,
  revision: number,
  at: Instant,
): OutboxEntry {
  return entry(redrive, startId(proposal, cycle), proposal, at, { kind: 'start', cycle, revision });
}

/** The entry that sends a step's outcome to the execution that waits for it. */
export function resumeEntry(
  redrive: RedriveSettings,
  head: Pick<Head, 'id' | 'cycle'>,
  step: Step,
  outcome: StepOutcome,
  at: Instant,
): OutboxEntry {
  return entry(redrive, resumeId(head.id, head.cycle, step), head.id, at, {
    kind: 'resume',
    cycle: head.cycle,
    step,
    outcome,
  });
}

/** The emails of one change, as one entry named after the change's first event. Empty if there are no emails. */
export function emailEntry(
  redrive: RedriveSettings,
  head: Pick<Head, 'id' | 'events'>,
  messages: readonly EmailMessage[],
  at: Instant,
): readonly OutboxEntry[] {
  if (messages.length === 0) return [];
  return [entry(redrive, `mail.${head.id}.${head.events + 1}`, head.id, at, { kind: 'mail', messages })];
}

/** An email about one-time codes. The proposal does not change, so its name has the version of the codes. */
export function codeEntry(
  redrive: RedriveSettings,
  { request, version }: { readonly request: string; readonly version: number },
  proposal: ProposalId,
  message: EmailMessage<'one-time-code' | 'request-locked'>,
  at: Instant,
): OutboxEntry {
  const name = message.mail === 'one-time-code' ? 'code' : 'locked';
  return entry(redrive, `${name}.${request}.${version}`, proposal, at, { kind: 'mail', messages: [message] });
}

function entry(redrive: RedriveSettings, id: string, proposal: ProposalId, at: Instant, task: OutboxTask): OutboxEntry {
  return { id, proposal, task, status: 'pending', attempt: 1, due: addSeconds(at, redrive.redriveSeconds) };
}
