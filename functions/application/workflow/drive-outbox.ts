import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type { Head } from '../../domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import { type ChangeDependencies, changeProposal, type PlannedChange } from '../commit/change-proposal.ts';
import { executionName, startEntry } from '../commit/outbox-entries.ts';
import type { Outbox, Proposals } from '../ports/record.ts';
import type { Executions } from '../ports/workflow.ts';

export interface DriveDependencies extends ChangeDependencies {
  readonly proposals: Proposals;
  readonly outbox: Outbox;
  readonly executions: Pick<Executions, 'state'>;
}

/**
 * How often an entry is driven while its execution runs, before a new cycle replaces the execution. It takes longer
 * than the workflow's own tries (47 minutes), because each drive is at least one sweep after the last. An execution
 * that is replaced too early finds its cycle superseded and ends.
 */
const maxDrives = 8;

/**
 * Attends to an outbox entry that is due, because its effect did not happen or was not acknowledged. Raises its
 * attempt, which the stream hands to the relay. Starts a new cycle if the execution ended, was lost or does not react
 * while its step is open. Ends entries that have nothing left to do.
 */
export async function driveOutbox(deps: DriveDependencies, id: string, at: Instant): Promise<void> {
  const entry = await deps.outbox.get(id);
  if (entry?.status !== 'pending' || entry.due === null || entry.due > at) return;
  const next = addSeconds(at, deps.redrive.redriveSeconds);
  if (entry.task.kind === 'mail') return deps.outbox.postpone(id, next, true);
  const head = await deps.proposals.head(entry.proposal);
  if (head === undefined) throw new Error(`${id} has no proposal, although both were written together.`);
  const execution = await deps.executions.state(executionName(entry.proposal, entry.task.cycle));
  if (execution === 'running' && entry.attempt < maxDrives) return deps.outbox.postpone(id, next, true);
  if (execution === 'absent' && entry.task.kind === 'start' && head.cycle === entry.task.cycle) {
    return deps.outbox.postpone(id, next, true);
  }
  if (needsExecution(head, entry)) await rebuild(deps, entry, at);
  return deps.outbox.done(id);
}

/** Whether the proposal has a step that only this cycle's execution would continue. The sweep settles by itself. */
function needsExecution(head: Head, entry: OutboxEntry): boolean {
  if (entry.task.kind === 'mail' || head.cycle !== entry.task.cycle) return false;
  return head.status === 'sign-off' || head.status === 'roi-review' || head.status === 'confirming';
}

/** How many executions in a row may end before the next step opens, until the proposal needs attention. */
const maxRebuilds = 8;

/**
 * A new cycle with its own execution, which finds what is decided and continues from there. If one after the other ends
 * before the next step opens, the proposal needs attention: it keeps its holds and remembers its status (docs/rules.md,
 * Life of a proposal).
 */
async function rebuild(deps: DriveDependencies, entry: OutboxEntry, at: Instant): Promise<void> {
  await changeProposal(deps, entry.proposal, ({ head }) => {
    if (!needsExecution(head, entry)) return { kind: 'skip', result: undefined };
    const attempts = head.attempts + 1;
    const change = attempts >= maxRebuilds ? giveUp(head, at) : nextCycle(deps, head, at);
    return {
      kind: 'commit',
      result: () => undefined,
      change: { ...change, head: { ...change.head, attempts } },
    };
  });
}

function nextCycle(deps: DriveDependencies, head: Head, at: Instant): PlannedChange {
  const cycle = head.cycle + 1;
  return {
    head: { cycle },
    events: [
      { type: 'cycle-raised', at, actor: { kind: 'system' }, data: { cycle, why: 'execution-lost' }, private: {} },
    ],
    outbox: [startEntry(deps.redrive, head.id, cycle, head.revision, at)],
  };
}

function giveUp({ status }: Head, at: Instant): PlannedChange {
  return {
    head: { status: 'needs-attention', stopped: status, due: null },
    events: [
      {
        type: 'needs-attention',
        at,
        actor: { kind: 'system' },
        data: { stopped: status },
        private: { why: `${maxRebuilds} executions in a row ended before the next step opened.` },
      },
    ],
  };
}
