import type { ProposalState, RoundClose } from '../../domain/record/proposal-state.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, editorOf } from '../commit/editor-of.ts';
import { resumeEntry } from '../commit/outbox-entries.ts';
import { type Precondition, preconditionFails } from '../commit/precondition.ts';
import { endInNewCycle, endWith } from '../steps/close-step.ts';
import { withdrawnReason } from '../steps/ending-reasons.ts';
import { roundDeadline } from '../steps/round-of.ts';

export interface Withdrawal {
  readonly id: ProposalId;
  readonly reason: string;
  /** Email address of the key's holder, who withdraws. */
  readonly holder: string | null;
  readonly precondition: Precondition;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type WithdrawalResult =
  | { readonly kind: 'withdrawn'; readonly state: ProposalState }
  | { readonly kind: 'precondition-failed' }
  /** The outcome is already fixed, so the proposal cannot be withdrawn. */
  | { readonly kind: 'outcome-fixed'; readonly status: Status };

/**
 * Withdraws a proposal before its outcome is fixed (docs/rules.md, Life of a proposal). It starts settling at once, and
 * settlement releases every hold. An open step is resumed with the withdrawal; if no execution runs, a new cycle
 * settles. Undefined: the proposal does not exist.
 */
export async function withdrawProposal(
  deps: ChangeDependencies & EditorDependencies,
  withdrawal: Withdrawal,
): Promise<WithdrawalResult | undefined> {
  return changeProposal<WithdrawalResult>(deps, withdrawal.id, (state) => decideWithdrawal(deps, state, withdrawal));
}

async function decideWithdrawal(
  deps: ChangeDependencies & EditorDependencies,
  state: ProposalState,
  { reason, holder, precondition, at, reply }: Withdrawal,
): Promise<Plan<WithdrawalResult>> {
  const { head } = state;
  if (preconditionFails(precondition, head)) return { kind: 'skip', result: { kind: 'precondition-failed' } };
  if (!mayMake('end', head.status)) {
    return { kind: 'skip', result: { kind: 'outcome-fixed', status: head.status } };
  }
  const editor = await editorOf(deps, head, holder);
  const end = endWith(deps.redrive, 'withdrawn', [withdrawnReason], at);
  const way = wayToSettle(deps, state, at);
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'withdrawn', state: after }),
    reply,
    change: {
      head: { ...end.head, ...way.head },
      events: [
        {
          type: 'withdrawn',
          at,
          actor: { kind: 'person', person: editor.person },
          data: {},
          private: { reason },
        },
        ...end.events,
        ...way.events,
      ],
      round: closedBy(state, reason, at),
      people: editor.people,
      outbox: way.outbox,
    },
  };
}

/** Keeps what the proposer wrote. A round that was already closed stays as it was. */
function closedBy(state: ProposalState, withdrawal: string, at: Instant): RoundClose {
  const { round, revision } = state;
  const deadline = roundDeadline(state);
  const extended = deadline === revision.closesAt ? {} : { extendedTo: deadline };
  return { ...(round ?? { kind: 'withdrawn', at, reasons: [withdrawnReason], ...extended }), withdrawal };
}

/** Resumes the open step's execution. If no execution runs, a new one settles. */
function wayToSettle(deps: ChangeDependencies, state: ProposalState, at: Instant): ReturnType<typeof endInNewCycle> {
  const { head } = state;
  if (head.status === 'changes-requested') return endInNewCycle(deps.redrive, state, at);
  const step = head.status === 'sign-off' ? 'sign-off' : head.status === 'confirming' ? 'confirming' : 'review';
  return { head: {}, events: [], outbox: [resumeEntry(deps.redrive, head, step, 'withdrawn', at)] };
}
