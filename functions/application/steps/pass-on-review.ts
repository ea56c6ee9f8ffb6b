import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import { mayAnswer } from '../../domain/sign-off/officers.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { londonDate } from '../../domain/vocabulary/calendar.ts';
import type { ChangeDependencies, PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import { reviewRoutingOf } from './officer-routing.ts';
import { nextReviewRequests, type ReviewRequestDependencies, reviewDue, reviewEmails } from './review-requests.ts';

/**
 * Requests that one change passes on. A transaction holds 100 items, and each request takes four: itself, its
 * replacement, and an event with its salts.
 */
const maxPassedOn = 20;

/**
 * R8, R9, R17. Passes on the requests of reviewers who may no longer answer and asks the next eligible ones, even if
 * only because too few could be asked so far. null if there is nothing to change.
 */
export async function passOnReview(
  deps: Pick<ChangeDependencies, 'redrive'> & ReviewRequestDependencies,
  state: ProposalState,
  at: Instant,
): Promise<PlannedChange | null> {
  const noLonger = await lostRequests(deps, state, at);
  const lost = noLonger
    .slice(0, maxPassedOn)
    .map((request): ReviewRequest => ({ ...request, passedOn: { at, why: 'not-eligible' } }));
  const kept = state.reviews.filter((request) => !lost.some(({ person }) => person === request.person));
  const found = await nextReviewRequests(deps, { ...state, reviews: [...kept, ...lost] }, at);
  if (lost.length === 0 && found.length === 0) return null;
  const { head } = state;
  const next = { ...state, reviews: [...kept, ...lost, ...found] };
  return {
    // Requests that do not fit are due at once, and the next sweep continues with them.
    head: { due: noLonger.length > lost.length ? at : reviewDue(deps, next, at) },
    events: passingsOn(state, lost, found, at),
    reviews: [...lost, ...found],
    outbox: emailEntry(deps.redrive, head, reviewEmails(found, head.revision), at),
  };
}

async function lostRequests(
  deps: ReviewRequestDependencies,
  state: ProposalState,
  at: Instant,
): Promise<readonly ReviewRequest[]> {
  const waiting = state.reviews.filter(({ answer, passedOn }) => answer === null && passedOn === null);
  const routing = await reviewRoutingOf(deps, state, londonDate(at));
  const eligible = await Promise.all(
    waiting.map(async ({ borough, person }) => {
      const now = await deps.boroughs.get(borough);
      return now !== undefined && mayAnswer(now, person, routing).kind === 'ok';
    }),
  );
  return waiting.filter((_, index) => !eligible[index]);
}

/** One event per request that was passed on or added. Each added request replaces one that was passed on. */
export function passingsOn(
  { head }: ProposalState,
  lost: readonly ReviewRequest[],
  found: readonly ReviewRequest[],
  at: Instant,
): readonly UnsealedEvent[] {
  return Array.from({ length: Math.max(lost.length, found.length) }, (_, index): UnsealedEvent => {
    const [from, to] = [lost[index], found[index]];
    return {
      type: 'passed-on',
      at,
      actor: { kind: 'system' },
      data: {
        borough: (to ?? from)?.borough ?? head.lead,
        revision: head.revision,
        from: from?.person ?? null,
        to: to?.person ?? null,
        why: from?.passedOn?.why ?? 'officer-found',
      },
      private: {},
    };
  });
}
