import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import {
  mayMake,
  type ProposalId,
  resumptionFrom,
  type Status,
  transitions,
} from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, type Secretary, secretaryOf } from '../commit/editor-of.ts';
import { startEntry } from '../commit/outbox-entries.ts';
import { confirmingEnd } from '../steps/close-confirming.ts';
import { confirmingDue } from '../steps/confirm-requests.ts';
import { signOffDue } from '../steps/due-moments.ts';
import { reviewDue } from '../steps/review-requests.ts';

export interface Resumption {
  readonly id: ProposalId;
  readonly reason: string;
  readonly by: Secretary;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type ResumptionResult =
  | { readonly kind: 'resumed'; readonly state: ProposalState }
  /** Only a proposal that needs attention can be resumed. */
  | { readonly kind: 'not-stopped'; readonly status: Status };

/**
 * Resumes a proposal that needs attention where it stopped (docs/rules.md, Life of a proposal). What it waited for is
 * due again, and a new cycle's execution finds what is decided and continues. A deadline that passed meanwhile is due
 * at once, and the sweep closes as usual. Undefined: the proposal does not exist.
 */
export async function resumeProposal(
  deps: ChangeDependencies & EditorDependencies,
  resumption: Resumption,
): Promise<ResumptionResult | undefined> {
  return changeProposal<ResumptionResult>(deps, resumption.id, (state) => decideResumption(deps, state, resumption));
}

async function decideResumption(
  deps: ChangeDependencies & EditorDependencies,
  state: ProposalState,
  { reason, by, at, reply }: Resumption,
): Promise<Plan<ResumptionResult>> {
  const { head } = state;
  const name = resumptionFrom(head.stopped);
  if (name === null || !mayMake(name, head.status)) {
    return { kind: 'skip', result: { kind: 'not-stopped', status: head.status } };
  }
  const status = transitions[name].to;
  const { person, people } = await secretaryOf(deps, head, by);
  const next = { ...state, head: { ...head, status } };
  const execution = newExecution(deps, next, at);
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'resumed', state: after }),
    reply,
    change: {
      head: { status, stopped: null, attempts: 0, due: dueAgain(deps, next, at), ...execution.head },
      events: [
        { type: 'resumed', at, actor: { kind: 'person', person }, data: { status }, private: { reason } },
        ...execution.events,
      ],
      people,
      outbox: execution.outbox,
    },
  };
}

/** When the sweep must look at a proposal that continues in this status. */
function dueAgain(deps: ChangeDependencies, state: ProposalState, at: Instant): Instant {
  const { status, opened, closesAt } = state.head;
  const soon = addSeconds(at, deps.redrive.redriveSeconds);
  if (status === 'sign-off' && opened) return signOffDue(deps, state, at);
  if (status === 'roi-review' && opened) return reviewDue(deps, state, at);
  if (status === 'confirming' && opened) return confirmingDue(deps, state, confirmingEnd(state), at);
  return closesAt ?? soon;
}

/** Every status has an execution, except the one that waits for the proposer. A settlement starts at once. */
function newExecution(
  { redrive }: ChangeDependencies,
  { head }: ProposalState,
  at: Instant,
): {
  readonly head: { readonly cycle?: number };
  readonly events: readonly UnsealedEvent[];
  readonly outbox: readonly OutboxEntry[];
} {
  if (head.status === 'changes-requested') return { head: {}, events: [], outbox: [] };
  const cycle = head.cycle + 1;
  return {
    head: { cycle },
    events: [{ type: 'cycle-raised', at, actor: { kind: 'system' }, data: { cycle, why: 'resumed' }, private: {} }],
    outbox: [startEntry(redrive, head.id, cycle, head.revision, at)],
  };
}
