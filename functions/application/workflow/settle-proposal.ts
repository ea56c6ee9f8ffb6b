import { type Movement, movementsToCommit, movementsToRelease } from '../../domain/money/budget.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, Ending, ProposalId } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type PlannedChange } from '../commit/change-proposal.ts';
import { heardFrom } from '../commit/last-asked.ts';
import { emailEntry, resumeId, startId } from '../commit/outbox-entries.ts';
import type { Outbox, Proposals } from '../ports/record.ts';
import { endingReasons } from '../steps/ending-reasons.ts';
import { everyProposer } from '../steps/proposers.ts';

export interface SettleDependencies extends ChangeDependencies {
  readonly proposals: Proposals;
  readonly outbox: Pick<Outbox, 'get'>;
}

/** The stage whose money settlement commits. Later stages stay held until their gate (R13). */
const firstStage = 1;

/**
 * R12, R13. Settles a fixed outcome. One transaction per borough turns its hold into a commitment or releases it; a
 * last one sets the final status and sends the outcome. Continues where an earlier try stopped; does nothing unless the
 * proposal is settling. `at` becomes the moment of decision. `cycle` is that of the execution whose task this is, or
 * null if the sweep settles.
 */
export async function settleProposal(
  deps: SettleDependencies,
  id: ProposalId,
  at: Instant,
  cycle: number | null,
): Promise<void> {
  const state = await deps.proposals.load(id);
  if (state?.head.status !== 'settling' || state.head.ending === null) return;
  for (const { revision, request } of await holders(deps, state)) {
    const { hold, movements } = settled(state, request, revision);
    await deps.proposals.settle({
      proposal: id,
      revision,
      borough: request.borough,
      from: request.hold,
      to: hold,
      movements,
    });
  }
  await changeProposal(deps, id, async (now) => {
    if (now.head.status !== 'settling' || now.head.ending === null) return { kind: 'skip', result: undefined };
    return { kind: 'commit', change: await decided(deps, now, now.head.ending, cycle, at), result: () => undefined };
  });
}

interface Holder {
  readonly revision: number;
  readonly request: SignOffRequest;
}

/**
 * Each borough that still holds money, once: with its newest request that has a hold. A borough that a revision left
 * out keeps its hold on an older request (R7).
 */
async function holders(deps: SettleDependencies, { head, requests }: ProposalState): Promise<readonly Holder[]> {
  const seen = new Set<BoroughCode>();
  const found: Holder[] = [];
  for (let revision = head.revision; revision >= 1; revision -= 1) {
    const asked = revision === head.revision ? requests : await deps.proposals.requests(head.id, revision);
    for (const request of asked) {
      if (!seen.has(request.borough) && request.hold.status === 'held') found.push({ revision, request });
      seen.add(request.borough);
    }
  }
  return found;
}

function settled(
  { head, contributions }: ProposalState,
  request: SignOffRequest,
  revision: number,
): { readonly hold: SignOffRequest['hold']; readonly movements: readonly Movement[] } {
  const contribution = contributions.find(({ borough }) => borough === request.borough);
  if (head.ending !== 'funded' || contribution === undefined || revision !== head.revision) {
    return movementsToRelease(request.borough, request.hold);
  }
  return movementsToCommit(request.borough, request.hold, contribution.cells, firstStage);
}

async function decided(
  deps: SettleDependencies,
  state: ProposalState,
  ending: Ending,
  cycle: number | null,
  at: Instant,
): Promise<PlannedChange> {
  const { head, review } = state;
  // R7. A withdrawal is told to every proposer whom a revision replaced.
  const proposers = ending === 'withdrawn' ? await everyProposer(deps.proposals, state) : [head.proposer];
  const outcomes = outcomeEmails(state, proposers, await reviewersOf(deps, state));
  return {
    head: { status: ending, due: null, closesAt: null },
    events: [{ type: 'settled', at, actor: { kind: 'system' }, data: { status: ending }, private: {} }],
    decision: {
      decidedAt: at,
      outcome: ending,
      reasons: endingReasons(state),
      // Conditions count only if the money is paid (R17).
      conditions: ending === 'funded' ? (review?.conditions ?? []) : [],
    },
    outbox: emailEntry(deps.redrive, head, outcomes, at),
    acknowledges: cycle === null ? [] : await pendingOf(deps, head.id, cycle),
  };
}

/**
 * R4, R20. Everyone invited hears the outcome, also those who held a request and stayed silent. So does every reviewer who
 * answered, as their receipts say.
 */
function outcomeEmails(
  { head, requests }: ProposalState,
  proposers: readonly PersonId[],
  reviewers: readonly Reviewer[],
): readonly EmailMessage[] {
  const { revision } = head;
  const invited = requests.flatMap((request) =>
    heardFrom(request).map((person): Reviewer => ({ person, borough: request.borough, revision })),
  );
  const told = [...proposers.map((person) => ({ person, borough: null, revision })), ...invited, ...reviewers];
  return told.map(({ person, ...about }) => ({ mail: 'outcome', to: person, ...about }));
}

interface Reviewer extends Pick<ReviewRequest, 'person' | 'borough'> {
  /** The revision that they reviewed. */
  readonly revision: number;
}

/** Everyone who answered a review of any revision, once, with the newest revision that they reviewed. */
async function reviewersOf(deps: SettleDependencies, { head, reviews }: ProposalState): Promise<readonly Reviewer[]> {
  const earlier = Array.from({ length: head.revision - 1 }, (_, index) => deps.proposals.reviews(head.id, index + 1));
  const rounds = [...(await Promise.all(earlier)), reviews];
  const answered = rounds.flatMap((round, index) =>
    round.flatMap(({ person, borough, answer }) => (answer === null ? [] : [{ person, borough, revision: index + 1 }])),
  );
  return [...new Map(answered.map((each) => [each.person, each])).values()];
}

/**
 * The workflow's task proves that its execution started and was resumed, so no entry of that cycle needs driving. The
 * sweep proves nothing: an execution that still waits is resumed and finds the proposal settled.
 */
async function pendingOf(deps: SettleDependencies, id: ProposalId, cycle: number): Promise<readonly string[]> {
  const ids = [
    startId(id, cycle),
    resumeId(id, cycle, 'sign-off'),
    resumeId(id, cycle, 'review'),
    resumeId(id, cycle, 'confirming'),
  ];
  const entries = await Promise.all(ids.map((id) => deps.outbox.get(id)));
  return entries.flatMap((entry) => (entry?.status === 'pending' ? [entry.id] : []));
}
