import { movementsToRelease } from '../../domain/money/budget.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { judgeRound, roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Stand } from '../../domain/sign-off/stand.ts';
import { standOf } from '../../domain/sign-off/stand.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { type BoroughCode, mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, type Secretary, secretaryOf } from '../commit/editor-of.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Boroughs } from '../ports/registers.ts';
import { closeConfirming, confirmingEnd } from '../steps/close-confirming.ts';
import { type Closing, closeRound } from '../steps/close-step.ts';
import { confirmingDue } from '../steps/confirm-requests.ts';
import { followRound } from '../steps/follow-round.ts';
import type { ReviewRequestDependencies } from '../steps/review-requests.ts';
import { carriedRoundOf, openUntil, roundOf } from '../steps/round-of.ts';
import { shareAgain } from './share-cost-again.ts';

export interface RevokeDependencies extends ChangeDependencies, EditorDependencies, ReviewRequestDependencies {
  readonly proposals: ChangeDependencies['proposals'];
  readonly boroughs: Pick<Boroughs, 'get'>;
}

export interface Revocation {
  readonly id: ProposalId;
  readonly borough: BoroughCode;
  readonly reason: string;
  readonly by: Secretary;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type RevocationResult =
  | { readonly kind: 'revoked'; readonly state: ProposalState }
  | { readonly kind: 'not-invited' }
  /** The borough has no approval in force that could be revoked. `answer` is what it answered. */
  | {
      readonly kind: 'no-approval';
      readonly name: string;
      readonly answer: Exclude<Stand, 'approve'>;
    }
  /** The outcome is already fixed, or the proposal needs attention. */
  | { readonly kind: 'outcome-fixed'; readonly status: Status };

/**
 * R29. Revokes a borough's approval before the outcome is fixed. It counts as opting out, and its hold is released in
 * the same transaction. An open round continues, or closes if it can only fail now.
 * After a carried round the cost is shared again among the others within their caps, and the review continues with the
 * new figures. If rule or caps are no longer met, the round closes again by the same function (R6). Undefined: the
 * proposal does not exist.
 */
export async function revokeApproval(
  deps: RevokeDependencies,
  revocation: Revocation,
): Promise<RevocationResult | undefined> {
  return changeProposal<RevocationResult>(deps, revocation.id, (state) => decideRevocation(deps, state, revocation));
}

async function decideRevocation(
  deps: RevokeDependencies,
  state: ProposalState,
  { borough: code, reason, by, at, reply }: Revocation,
): Promise<Plan<RevocationResult>> {
  const { head } = state;
  const skip = (result: RevocationResult) => ({ kind: 'skip', result }) as const;
  if (!mayMake('end', head.status)) return skip({ kind: 'outcome-fixed', status: head.status });
  const request = state.requests.find(({ borough }) => borough === code);
  if (request === undefined) return skip({ kind: 'not-invited' });
  const answer = standOf(request);
  if (answer !== 'approve') return skip({ kind: 'no-approval', name: request.name, answer });
  const [borough, { person, people }] = await Promise.all([deps.boroughs.get(code), secretaryOf(deps, head, by)]);
  const { hold, movements } = movementsToRelease(code, request.hold);
  const revoked: SignOffRequest = { ...request, revoked: { at, by: person, reason }, hold };
  const next = { ...state, requests: state.requests.map((each) => (each === request ? revoked : each)) };
  const { mails, outbox, ...follows } = await whatFollows(deps, next, revoked, at);
  const event: UnsealedEvent = {
    type: 'revoked',
    at,
    actor: { kind: 'person', person },
    data: {
      borough: code,
      contributions: (follows.contributions ?? []).map((each) => ({ borough: each.borough, amount: each.amount })),
    },
    private: { reason },
  };
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'revoked', state: after }),
    reply,
    change: {
      ...follows,
      events: [event, ...follows.events],
      requests: [revoked, ...(follows.requests ?? []).filter((each) => each.borough !== code)],
      movements,
      people,
      outbox: [...emailEntry(deps.redrive, head, [...notices(state, revoked, borough), ...mails], at), ...outbox],
    },
  };
}

/** What the revocation means for the proposal's current step. */
async function whatFollows(
  deps: RevokeDependencies,
  state: ProposalState,
  revoked: SignOffRequest,
  at: Instant,
): Promise<Closing> {
  const { head } = state;
  const nothing = { head: {}, events: [], outbox: [], mails: [] };
  if (head.status === 'changes-requested') return nothing;
  if (head.status === 'confirming') return goOnConfirming(deps, state, at);
  if (head.status === 'roi-review') {
    const outcome = judgeRound(carriedRoundOf(state, at));
    return outcome.outcome === 'carried'
      ? shareAgain(deps, state, revoked, outcome, at)
      : closeRound(deps.redrive, state, outcome, at);
  }
  const outcome = roundOutcome(head.opened ? roundOf(state, at) : roundOf(state, at, new Set()));
  // After the deadline the sweep closes the round, because it also decides what silence means (R4).
  if (isLate(at, openUntil(state))) return head.opened ? { ...nothing, head: { due: at } } : nothing;
  // Before the round is open nothing is carried or topped up, because the holds of approvals that stay are not in their
  // places yet (R7). The opening judges it again.
  const waits = outcome.kind !== 'closed' || outcome.outcome === 'carried';
  return head.opened || !waits ? followRound(deps.redrive, state, outcome, at) : nothing;
}

/**
 * R29. While boroughs confirm, a revoked approval is judged at the end with all that were taken back. Without the lead,
 * or with nothing left to wait for, that end is now.
 */
function goOnConfirming(deps: RevokeDependencies, state: ProposalState, at: Instant): Closing {
  const closesAt = confirmingEnd(state);
  if (closesAt <= at) return closeConfirming(deps.redrive, state, at);
  const due = state.head.opened ? confirmingDue(deps, state, closesAt, at) : state.head.due;
  return { head: { closesAt, due }, events: [], outbox: [], mails: [] };
}

/** To the officer who answered, the borough's finance officers, and the proposer. */
function notices(
  { head }: ProposalState,
  revoked: SignOffRequest,
  borough: Borough | undefined,
): readonly EmailMessage[] {
  const finance = (borough?.officers ?? []).filter(({ roles }) => roles.includes('finance'));
  const people = [lastAsked(revoked), ...finance.map(({ person }) => person), head.proposer];
  const told = new Set(people.filter((person): person is PersonId => person !== undefined));
  const about = { borough: revoked.borough, revision: head.revision };
  return [...told].map((to) => ({ mail: 'approval-revoked', to, ...about }));
}
