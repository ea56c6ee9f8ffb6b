import { withCells } from '../../domain/record/contributions.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { Payment } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { othersWereAsked, type ReviewRequest, reviewOutcome } from '../../domain/review/review.ts';
import type { RoundOutcome } from '../../domain/sign-off/round.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { appraisalOf, type Closing, closeReview } from '../steps/close-step.ts';
import { passingsOn } from '../steps/pass-on-review.ts';
import {
  nextReviewRequests,
  type ReviewRequestDependencies,
  reviewDue,
  reviewEmails,
} from '../steps/review-requests.ts';

type Carried = Extract<RoundOutcome, { kind: 'closed' }>;

/**
 * R29, R10. Shares the cost of a carried round again among the boroughs that still take part, with new contributions
 * and a new appraisal. The review continues with these.
 * The reviewer of the borough that `revoked` is no longer asked, and their answer does not count, because reviewers
 * come from contributing boroughs (R17). Others are asked instead. If everyone who can be asked has answered, the
 * review closes.
 */
export async function shareAgain(
  deps: ReviewRequestDependencies & { readonly redrive: RedriveSettings },
  before: ProposalState,
  revoked: SignOffRequest,
  { contributions: shares, reasons }: Carried,
  at: Instant,
): Promise<Closing> {
  if (before.round === null) throw new Error(`The round of ${before.head.id} was not carried.`);
  const { head, revision } = before;
  const contributions = withCells(revision.content.costs, shares);
  const fixed = {
    contributions,
    appraisal: appraisalOf(before, contributions),
    round: { ...before.round, reasons, firstShared: before.round.firstShared ?? before.contributions.map(payment) },
  };
  const state = { ...before, ...fixed };
  const mails = notices(state);
  // The review is not open yet. Its opening asks those who contribute then.
  if (!head.opened || head.closesAt === null) return { head: {}, events: [], ...fixed, outbox: [], mails };
  const lost = lostRequests(state, revoked, at);
  const kept = state.reviews.filter((request) => !lost.some(({ person }) => person === request.person));
  const found = await nextReviewRequests(deps, { ...state, reviews: [...kept, ...lost] }, at);
  const reviews = [...kept, ...lost, ...found];
  const next = { ...state, reviews };
  const passed = await passingsOn(deps, state, lost, found, at);
  const { minimum } = revision.scheme.review;
  // Everyone who can be asked is included. After the deadline the sweep asks the next reviewers and decides.
  const lastDeadline = othersWereAsked(reviews);
  const progress = reviewOutcome({
    ...{ requests: reviews, minimum, at, closesAt: head.closesAt },
    ...{ othersLeft: false, lastDeadline },
  });
  if (progress.kind === 'decided' && at < head.closesAt) {
    const closing = closeReview(deps.redrive, next, progress, at);
    return {
      ...closing,
      ...fixed,
      events: [...passed, ...closing.events],
      reviews: lost,
      mails: [...mails, ...closing.mails],
    };
  }
  return {
    ...fixed,
    head: { due: reviewDue(deps, next, at) },
    events: passed,
    reviews: [...lost, ...found],
    outbox: [],
    mails: [...mails, ...reviewEmails(found, head.revision)],
  };
}

function payment({ borough, amount }: Payment): Payment {
  return { borough, amount };
}

function lostRequests({ reviews }: ProposalState, { borough }: SignOffRequest, at: Instant): readonly ReviewRequest[] {
  return reviews
    .filter((request) => request.borough === borough && request.passedOn === null)
    .map((request) => ({ ...request, passedOn: { at, why: 'takes-no-part' } }));
}

function notices({ head, requests, contributions }: ProposalState): readonly EmailMessage[] {
  return contributions.flatMap(({ borough }): readonly EmailMessage[] => {
    const request = requests.find((each) => each.borough === borough);
    const to = request === undefined ? undefined : lastAsked(request);
    return to === undefined ? [] : [{ mail: 'shared-again', to, borough, revision: head.revision }];
  });
}
