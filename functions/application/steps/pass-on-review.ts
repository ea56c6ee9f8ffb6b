import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import { passingValuesOf } from '../../domain/sign-off/decided-by.ts';
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

/** Reviewers whom one change asks: each takes an item for the request and two for its event. */
export const maxAskedAtOnce = 20;

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
  const change = await passOnFrom(deps, state, lost, at);
  if (change === null) return null;
  // Requests that do not fit are due at once, and the next sweep continues with them.
  return noLonger.length > lost.length ? { ...change, head: { due: at } } : change;
}

/** Passes these requests on and asks the next reviewers (R17). null if nobody is lost and nobody is to be asked. */
export async function passOnFrom(
  deps: Pick<ChangeDependencies, 'redrive'> & ReviewRequestDependencies,
  state: ProposalState,
  lost: readonly ReviewRequest[],
  at: Instant,
): Promise<PlannedChange | null> {
  const kept = state.reviews.filter((request) => !lost.some(({ person }) => person === request.person));
  const next = await nextReviewRequests(deps, { ...state, reviews: [...kept, ...lost] }, at);
  if (lost.length === 0 && next.length === 0) return null;
  const found = next.slice(0, maxAskedAtOnce);
  const { head } = state;
  const after = { ...state, reviews: [...kept, ...lost, ...found] };
  return {
    head: { due: next.length > found.length ? at : reviewDue(deps, after, at) },
    events: await passingsOn(deps, state, lost, found, at),
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
  deps: Pick<ReviewRequestDependencies, 'boroughs'>,
  { head }: Pick<ProposalState, 'head'>,
  lost: readonly ReviewRequest[],
  found: readonly ReviewRequest[],
  at: Instant,
): Promise<readonly UnsealedEvent[]> {
  return Promise.all(
    Array.from({ length: Math.max(lost.length, found.length) }, async (_, index): Promise<UnsealedEvent> => {
      const [from, to] = [lost[index], found[index]];
      const { why, interest } = from?.passedOn ?? { why: 'officer-found' as const, interest: undefined };
      return {
        type: 'passed-on',
        at,
        actor: from !== undefined && why === 'recused' ? { kind: 'person', person: from.person } : { kind: 'system' },
        data: {
          borough: (to ?? from)?.borough ?? head.lead,
          revision: head.revision,
          from: from?.person ?? null,
          to: to?.person ?? null,
          why,
        },
        private: { ...(await sealedOf(deps, from, to)), ...(interest === undefined ? {} : { interest }) },
      };
    }),
  );
}

/** R19. Who held the request, and who is asked next, as their boroughs record them now. */
export async function sealedOf(
  { boroughs }: Pick<ReviewRequestDependencies, 'boroughs'>,
  from: ReviewRequest | undefined,
  to: ReviewRequest | undefined,
) {
  const [left, asked] = await Promise.all([from, to].map((each) => each && boroughs.get(each.borough)));
  const officer = asked?.officers.find(({ person }) => person === to?.person);
  return {
    ...(left === undefined || from === undefined
      ? {}
      : passingValuesOf(left, { person: from.person, role: 'reviewer' }, null)),
    ...(asked === undefined || officer === undefined
      ? {}
      : passingValuesOf(asked, null, { officer, role: 'reviewer' })),
  };
}
