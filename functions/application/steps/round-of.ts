import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { FirmOnly } from '../../domain/sign-off/replacement.ts';
import type { Round } from '../../domain/sign-off/round.ts';
import { answersUntil, noticeUntil } from '../../domain/sign-off/round-moments.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { lastWorkingDay } from '../../domain/vocabulary/working-days.ts';

/** How many revisions the scheme still allows after the current one (R7). */
export function revisionsLeft({ head, revision }: Pick<ProposalState, 'head' | 'revision'>): number {
  return Math.max(0, revision.scheme.maxRevisions - (head.revision - 1));
}

/** When the current revision's round closes or was to close. An extension makes it later than the revision says. */
export function roundDeadline({ head, revision, round }: Pick<ProposalState, 'head' | 'revision' | 'round'>): Instant {
  return (round === null ? head.closesAt : round.extendedTo) ?? revision.closesAt;
}

/** When the open step closes at the latest: the round or the review. */
export function openUntil({ head, revision }: Pick<ProposalState, 'head' | 'revision'>): Instant {
  return head.closesAt ?? revision.closesAt;
}

/** R1. Why a recorded decision may only become firmer at this moment; null while it may still be lowered. */
export function firmOnly(state: Pick<ProposalState, 'head' | 'revision'>, at: Instant): FirmOnly | null {
  if (state.head.topUp) return 'top-up';
  return at >= lastWorkingDay(openUntil(state), englandAndWales) ? 'last-working-day' : null;
}

/**
 * When answers to the open step stop counting. A round may close before its deadline, at the end of the grace after a
 * decline that ends it (R5).
 */
export function openForAnswersUntil(state: Pick<ProposalState, 'head' | 'revision' | 'requests'>): Instant {
  const { head, revision, requests } = state;
  const closesAt = openUntil(state);
  return head.status === 'sign-off' ? answersUntil({ scheme: revision.scheme, requests, closesAt }) : closesAt;
}

/** Whether a borough's request waits and nobody holds it. Each sweep then looks for an eligible officer (R8). */
export function waitsForOfficer(request: SignOffRequest): boolean {
  return request.answer === null && request.asks.every(({ passedOn }) => passedOn !== null);
}

/**
 * The round at an instant. `withoutOfficer`: boroughs with nobody eligible; by default those whose request nobody
 * holds.
 */
export function roundOf(
  state: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  at: Instant,
  withoutOfficer: ReadonlySet<BoroughCode> = new Set(
    state.requests.filter(waitsForOfficer).map(({ borough }) => borough),
  ),
): Round {
  return {
    scheme: state.revision.scheme,
    costs: state.revision.content.costs,
    requests: state.requests,
    withoutOfficer,
    revisionsLeft: revisionsLeft(state),
    at,
    closesAt: openUntil(state),
    topUp: state.head.topUp ?? null,
    carriedFrom: noticeUntil(state.requests, state.revision.submittedAt),
  };
}

/**
 * R29. A carried round after a revocation, with the deadline and the eligible officers of its close. It is never judged
 * at a moment before the close, because a revocation that came before the deadline may be written after the close.
 */
export function carriedRoundOf(
  state: Pick<ProposalState, 'head' | 'revision' | 'requests' | 'round'>,
  at: Instant,
): Round {
  const closedAt = state.round?.at ?? at;
  const from = at < closedAt ? closedAt : at;
  return { ...roundOf(state, from, new Set(state.round?.withoutOfficer)), closesAt: roundDeadline(state) };
}
