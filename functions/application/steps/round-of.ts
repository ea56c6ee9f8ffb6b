import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { Round } from '../../domain/sign-off/round.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { waitsForOfficer } from './due-moments.ts';

/** How many revisions the scheme still allows after the current one (R7). */
export function revisionsLeft({ head, revision }: Pick<ProposalState, 'head' | 'revision'>): number {
  return Math.max(0, revision.scheme.maxRevisions - (head.revision - 1));
}

/** When the round of the current revision closes, or was to close: later than the revision said where it was extended. */
export function roundDeadline({ head, revision, round }: Pick<ProposalState, 'head' | 'revision' | 'round'>): Instant {
  return (round === null ? head.closesAt : round.extendedTo) ?? revision.closesAt;
}

/** When the step that is open now closes: the round, or the review. */
export function openUntil({ head, revision }: Pick<ProposalState, 'head' | 'revision'>): Instant {
  return head.closesAt ?? revision.closesAt;
}

/**
 * The round as it stands at an instant. `withoutOfficer`: boroughs known to have nobody eligible; by default those whose
 * request nobody holds.
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
  };
}

/**
 * R29. A round that was carried, as it stands after a revocation: with the deadline that it had and who was eligible at its close, and
 * never at a moment before that: a revocation that came before the deadline may be written after the close.
 */
export function carriedRoundOf(
  state: Pick<ProposalState, 'head' | 'revision' | 'requests' | 'round'>,
  at: Instant,
): Round {
  const closedAt = state.round?.at ?? at;
  const from = at < closedAt ? closedAt : at;
  return { ...roundOf(state, from, new Set(state.round?.withoutOfficer)), closesAt: roundDeadline(state) };
}
