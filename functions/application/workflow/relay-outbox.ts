import type { OutboxEntry, OutboxTask } from '../../domain/record/outbox.ts';
import { executionName } from '../commit/outbox-entries.ts';
import type { Outbox, TaskTokens } from '../ports/record.ts';
import type { Clock } from '../ports/system.ts';
import type { EmailQueue, Executions } from '../ports/workflow.ts';

export interface RelayDependencies {
  readonly outbox: Outbox;
  readonly tokens: TaskTokens;
  readonly executions: Executions;
  readonly mailQueue: EmailQueue;
  readonly clock: Clock;
}

/**
 * Does what a pending outbox entry asks for. A start and a resume stay pending until the next step's transaction
 * acknowledges them, because the reply of a call proves nothing (docs/architecture.md, The workflow). Emails are done
 * once they are on the queue. Safe to repeat.
 */
export async function relayOutbox(deps: RelayDependencies, id: string): Promise<void> {
  const entry = await deps.outbox.get(id);
  if (entry?.status !== 'pending') return;
  const { task } = entry;
  if (task.kind === 'mail') return relayMail(deps, entry, task);
  if (task.kind === 'start') return relayStart(deps, entry, task);
  return relayResume(deps, entry, task);
}

async function relayMail(
  deps: RelayDependencies,
  entry: OutboxEntry,
  task: OutboxTask & { kind: 'mail' },
): Promise<void> {
  await deps.mailQueue.send(
    task.messages.map((message, position) => ({ proposal: entry.proposal, outbox: entry.id, position, message })),
  );
  await deps.outbox.done(entry.id);
}

async function relayStart(
  deps: RelayDependencies,
  entry: OutboxEntry,
  task: OutboxTask & { kind: 'start' },
): Promise<void> {
  const name = executionName(entry.proposal, task.cycle);
  const { revision, cycle } = task;
  const started = await deps.executions.start(name, { proposalId: entry.proposal, revision, cycle, schema: 1 });
  if (started === 'started') return;
  // It exists: our earlier reply was lost, or an execution ended before it opened its step. The sweep finds out which.
  if ((await deps.executions.state(name)) !== 'running') await lookNow(deps, entry);
}

async function relayResume(
  deps: RelayDependencies,
  entry: OutboxEntry,
  task: OutboxTask & { kind: 'resume' },
): Promise<void> {
  const { cycle, step, outcome } = task;
  const token = await deps.tokens.get(entry.proposal, cycle, step);
  // The step is not open yet. Its opening finds it decided and writes the resume again.
  if (token === undefined) return;
  if ((await deps.executions.resume(token.token, outcome)) === 'sent') return;
  const newer = await deps.tokens.get(entry.proposal, cycle, step);
  if (newer !== undefined && newer.token !== token.token) {
    if ((await deps.executions.resume(newer.token, outcome)) === 'sent') return;
  }
  await lookNow(deps, entry);
}

/**
 * Leaves it to the next sweep, which looks at the execution and replaces it if it is lost. Done only once: this change
 * also passes through the stream and comes back here.
 */
async function lookNow(deps: RelayDependencies, entry: OutboxEntry): Promise<void> {
  const now = deps.clock.now();
  if (entry.due !== null && entry.due > now) await deps.outbox.postpone(entry.id, now, false);
}
