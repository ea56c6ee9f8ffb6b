import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { changeProposal } from '../commit/change-proposal.ts';
import { attendConfirming } from '../confirming/attend-confirming.ts';
import type { Due, DueMoments, Outbox, Proposals } from '../ports/record.ts';
import { attendReview } from '../review/attend-review.ts';
import { type AttendRoundDependencies, attendRound } from '../sign-off/attend-round.ts';
import { closeAtDeadline } from '../sign-off/close-at-deadline.ts';
import { endInNewCycle, endWith } from '../steps/close-step.ts';
import { noRevisionReason } from '../steps/ending-reasons.ts';
import { type DriveDependencies, driveOutbox } from './drive-outbox.ts';
import { type SettleDependencies, settleProposal } from './settle-proposal.ts';

export interface SweepDependencies extends AttendRoundDependencies, DriveDependencies, SettleDependencies {
  readonly proposals: Proposals;
  readonly outbox: Outbox;
  readonly dueMoments: DueMoments;
  /** Called for each due item that failed. The others continue. */
  readonly failed: (due: Due, error: unknown) => void;
}

/** The result of a sweep: how many items were worked through, how many failed, and whether more were due. */
export interface Swept {
  readonly attended: number;
  readonly failed: number;
  readonly more: boolean;
}

/** How many due items one sweep works through or postpones. The next sweep continues with the rest. */
const maxItems = 500;
const pageSize = 50;
/** How often a settlement is tried before the proposal needs attention. */
const maxAttempts = 8;

/**
 * Works through what is due, oldest first, in bounded batches: reminders, deadlines, settlements that stopped, and
 * outbox entries that were not done or acknowledged (docs/architecture.md, Seven ideas). The index only gives hints:
 * each item is read and decided again, so that two sweeps at once do everything once.
 * An item that fails is postponed, so that those behind it have their turn. An item that cannot even be postponed does
 * not count toward the limit.
 */
export async function sweep(deps: SweepDependencies): Promise<Swept> {
  const at = deps.clock.now();
  let [attended, failed, stuck] = [0, 0, 0];
  let cursor: string | undefined;
  do {
    const page = await deps.dueMoments.before(at, pageSize, cursor);
    for (const due of page.items) {
      try {
        await (due.kind === 'outbox' ? driveOutbox(deps, due.id, at) : attendProposal(deps, due.id, at));
        attended += 1;
      } catch (error) {
        failed += 1;
        deps.failed(due, error);
        if (!(await setBack(deps, due, at))) stuck += 1;
      }
    }
    cursor = page.next;
  } while (cursor !== undefined && attended + failed - stuck < maxItems);
  return { attended, failed, more: cursor !== undefined };
}

/** Makes what failed due again later. False: it stays at the front. */
async function setBack(deps: SweepDependencies, { kind, id }: Due, at: Instant): Promise<boolean> {
  const later = addSeconds(at, deps.redrive.redriveSeconds);
  try {
    if (kind === 'outbox') {
      await deps.outbox.postpone(id, later, false);
      return true;
    }
    const head = await deps.proposals.head(id);
    if (head === undefined || head.due === null || head.due > at) return true;
    return await deps.proposals.reschedule(id, head.version, { due: later, attempts: head.attempts });
  } catch {
    // The failure was already reported, and this failed for the same reason.
    return false;
  }
}

/** Attends to a proposal that is due, by its status. */
async function attendProposal(deps: SweepDependencies, id: ProposalId, at: Instant): Promise<void> {
  const head = await deps.proposals.head(id);
  if (head === undefined || head.due === null || head.due > at) return;
  switch (head.status) {
    case 'sign-off':
      return head.closesAt !== null && at >= head.closesAt ? closeAtDeadline(deps, id, at) : attendRound(deps, id, at);
    case 'roi-review':
      return attendReview(deps, id, at);
    case 'confirming':
      return attendConfirming(deps, id, at);
    case 'changes-requested':
      return lapse(deps, id, at);
    case 'settling':
      return attendSettlement(deps, id, at);
    default:
      throw new Error(`${id} is ${head.status}, in which nothing can be due.`);
  }
}

/** No revision came in time. The proposal lapses, and a new cycle releases its holds. */
async function lapse(deps: SweepDependencies, id: ProposalId, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, (state) => {
    const { head } = state;
    if (head.status !== 'changes-requested' || head.closesAt === null || head.closesAt > at) {
      return { kind: 'skip', result: undefined };
    }
    const end = endWith(deps.redrive, 'lapsed', [noRevisionReason], at);
    const way = endInNewCycle(deps.redrive, state, at);
    return {
      kind: 'commit',
      result: () => undefined,
      change: {
        head: { ...end.head, ...way.head },
        events: [...end.events, ...way.events],
        outbox: way.outbox,
      },
    };
  });
}

/** Continues a settlement that stopped. After too many failures the proposal needs attention and keeps its holds. */
async function attendSettlement(deps: SweepDependencies, id: ProposalId, at: Instant): Promise<void> {
  try {
    await settleProposal(deps, id, at, null);
  } catch (error) {
    await noteFailure(deps, id, at);
    throw error;
  }
}

async function noteFailure(deps: SweepDependencies, id: ProposalId, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, async ({ head }) => {
    if (head.status !== 'settling') return { kind: 'skip', result: undefined };
    const attempts = head.attempts + 1;
    if (attempts < maxAttempts) {
      const due = addSeconds(at, deps.redrive.redriveSeconds);
      return { kind: 'skip', result: undefined, aside: { kind: 'reschedule', due, attempts } };
    }
    return {
      kind: 'commit',
      result: () => undefined,
      change: {
        head: { status: 'needs-attention', stopped: 'settling', due: null, attempts },
        events: [
          {
            type: 'needs-attention',
            at,
            actor: { kind: 'system' },
            data: { stopped: 'settling' },
            private: { why: `The settlement failed ${attempts} times.` },
          },
        ],
      },
    };
  });
}
