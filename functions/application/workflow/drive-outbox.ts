import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type { Head } from '../../domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import { type ChangeDependencies, changeProposal, type PlannedChange } from '../commit/change-proposal.ts';
import { executionName, startEntry } from '../commit/outbox-entries.ts';
import type { Outbox } from '../ports/record.ts';
import type { Executions } from '../ports/workflow.ts';

export interface DriveDependencies extends ChangeDependencies {
  readonly outbox: Outbox;
  readonly executions: Pick<Executions, 'state'>;
}

/**
 * How often an entry whose execution runs is driven before the execution is given up as deaf. Longer than the workflow tries a task
 * again (47 minutes), since each drive is at least one sweep later than the one before; and should a slow one be given up too early, it
 * finds its cycle superseded and ends.
 */
const maxDrives = 8;

/**
 * Looks at an outbox entry that is due: what should have followed from it did not, or was not acknowledged. Drives it again
 * by raising its attempt, which the stream hands to the relay; rebuilds an execution that ended or was lost while its step is
 * open, or that runs and hears of nothing (a new cycle); and ends what has nothing left to do.
 */
export async function driveOutbox(deps: DriveDependencies, id: string, at: Instant): Promise<void> {
  const entry = await deps.outbox.get(id);
  if (entry?.status !== 'pending' || entry.due === null || entry.due > at) return;
  const next = addSeconds(at, deps.redrive.redriveSeconds);
  if (entry.task.kind === 'mail') return deps.outbox.postpone(id, next, true);
  const head = await deps.proposals.head(entry.proposal);
  if (head === undefined) throw new Error(`${id} is of no proposal, with which it must have been written.`);
  const execution = await deps.executions.state(executionName(entry.proposal, entry.task.cycle));
  if (execution === 'running' && entry.attempt < maxDrives) return deps.outbox.postpone(id, next, true);
  if (execution === 'absent' && entry.task.kind === 'start' && head.cycle === entry.task.cycle) {
    return deps.outbox.postpone(id, next, true);
  }
  if (needsExecution(head, entry)) await rebuild(deps, entry, at);
  return deps.outbox.done(id);
}

/** Whether the proposal still has a step that only an execution of this cycle would carry on. A settlement the sweep does itself. */
function needsExecution(head: Head, entry: OutboxEntry): boolean {
  if (entry.task.kind === 'mail' || head.cycle !== entry.task.cycle) return false;
  return head.status === 'sign-off' || head.status === 'roi-review';
}

/** How many executions in a row may end before the next step opens, until the proposal needs attention. */
const maxRebuilds = 8;

/**
 * A new cycle, with an execution of its own: it finds what is decided and goes on from there. Where one after the other ends before
 * the next step opens, the proposal needs attention: it keeps its holds and remembers where it was (docs/rules.md, Life of a proposal).
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
