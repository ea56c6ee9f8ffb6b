import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { othersWereAsked, type ReviewRequest, reviewersToAsk } from '../../domain/review/review.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { addSeconds, type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { reminderInstants } from '../../domain/vocabulary/working-days.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import type { People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';
import { longestUnseen } from './due-moments.ts';
import { reviewRoutingOf } from './officer-routing.ts';

export interface ReviewRequestDependencies {
  readonly proposals: Pick<Proposals, 'requests'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly digests: Digests;
}

/**
 * Requests to the reviewers to ask now, in addition to those already asked (R17). `everyone`: all who are left, not only
 * as many as the minimum lacks. That is so once the first deadline has passed.
 */
export async function nextReviewRequests(
  deps: ReviewRequestDependencies,
  state: ProposalState,
  at: Instant,
  everyone = othersWereAsked(state.reviews),
): Promise<readonly ReviewRequest[]> {
  const found = await Promise.all(state.contributions.map(({ borough }) => deps.boroughs.get(borough)));
  const contributors = found.filter((borough): borough is Borough => borough !== undefined);
  const chosen = reviewersToAsk({
    contributors,
    lead: state.head.lead,
    proposal: state.head.id,
    sha256: deps.digests.sha256,
    minimum: state.revision.scheme.review.minimum,
    everyone,
    requests: state.reviews,
    routing: await reviewRoutingOf(deps, state, londonDate(at)),
  });
  return chosen.map(({ borough, name, reviewer }) => ({
    borough,
    name,
    person: reviewer.officer.person,
    officer: reviewer.officer.id,
    askedAt: at,
    answer: null,
    passedOn: null,
    late: null,
    delivery: 'pending',
    remindedAt: [],
    ...(everyone ? { amongOthers: true } : {}),
  }));
}

export function reviewEmails(requests: readonly ReviewRequest[], revision: number): readonly EmailMessage[] {
  return requests.map(({ borough, person }) => ({ mail: 'review-request', to: person, borough, revision }));
}

/** Reminders of the review, in order, by the same rule as the sign-off's (R9, R17). */
export function reviewRemindersOf({ head, revision, reviews }: ProposalState): readonly Instant[] {
  const openedAt = reviews
    .filter(({ passedOn }) => passedOn === null)
    .map(({ askedAt }) => askedAt)
    .toSorted()[0];
  if (openedAt === undefined || head.closesAt === null) return [];
  return reminderInstants(head.closesAt, revision.scheme.reminderWorkingDays, openedAt, englandAndWales);
}

/**
 * When the sweep must next look at an open review: as for an open round (`signOffDue`), soon if too few are asked, or
 * after the first deadline if nobody is.
 */
export function reviewDue(
  { redrive }: { readonly redrive: RedriveSettings },
  state: ProposalState,
  at: Instant,
): Instant {
  const soon = addSeconds(at, redrive.redriveSeconds);
  const asked = state.reviews.filter(({ passedOn }) => passedOn === null);
  const tooFew = othersWereAsked(state.reviews)
    ? asked.every(({ answer }) => answer !== null)
    : asked.length < state.revision.scheme.review.minimum;
  const moments = [
    addSeconds(at, longestUnseen),
    ...(state.head.closesAt === null || tooFew ? [soon] : []),
    ...(state.head.closesAt === null ? [] : [state.head.closesAt]),
    ...reviewRemindersOf(state).filter((moment) => moment > at),
  ];
  return moments.toSorted()[0] ?? soon;
}
