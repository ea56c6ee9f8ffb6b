import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { othersWereAsked, type ReviewRequest, reviewOutcome } from '../../domain/review/review.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { deadlineAfter } from '../../domain/vocabulary/working-days.ts';
import { changeProposal, type Plan, type PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { AttendRoundDependencies } from '../sign-off/attend-round.ts';
import { closeReview } from '../steps/close-step.ts';
import { maxAskedAtOnce, passOnReview, sealedOf } from '../steps/pass-on-review.ts';
import { nextReviewRequests, reviewDue, reviewEmails, reviewRemindersOf } from '../steps/review-requests.ts';

/**
 * R17. Attends to an open review that is due: reminds, passes on requests of reviewers who are no longer eligible, and
 * asks more reviewers where too few could be asked. At the first deadline it asks all others, at the second it closes
 * the review with what came. A review that is not open yet is left to its execution.
 */
export async function attendReview(deps: AttendRoundDependencies, id: ProposalId, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, async (state): Promise<Plan<void>> => {
    const { head } = state;
    const skip = { kind: 'skip', result: undefined } as const;
    if (head.status !== 'roi-review' || head.due === null || head.due > at) return skip;
    const change = head.opened && head.closesAt !== null ? await attend(deps, state, head.closesAt, at) : null;
    if (change !== null) return { kind: 'commit', result: () => undefined, change };
    return { ...skip, aside: { kind: 'reschedule', due: reviewDue(deps, state, at), attempts: head.attempts } };
  });
}

async function attend(
  deps: AttendRoundDependencies,
  state: ProposalState,
  closesAt: Instant,
  at: Instant,
): Promise<PlannedChange | null> {
  if (at < closesAt) return (await passOnReview(deps, state, at)) ?? remind(deps, state, at);
  const passed = state.reviews.map(
    (request): ReviewRequest =>
      request.answer === null && request.passedOn === null
        ? { ...request, passedOn: { at, why: 'deadline' } }
        : request,
  );
  const changed = passed.filter((request, index) => request !== state.reviews[index]);
  const next = { ...state, reviews: passed };
  const others = await nextReviewRequests(deps, next, at, true);
  const { minimum } = state.revision.scheme.review;
  const progress = reviewOutcome({
    ...{ requests: passed, minimum, at, closesAt },
    ...{ othersLeft: others.length > 0, lastDeadline: othersWereAsked(state.reviews) },
  });
  if (progress.kind === 'ask-others') return askOthers(deps, next, changed, others, at);
  if (progress.kind === 'open') throw new Error(`The review of ${state.head.id} is past its deadline and still open.`);
  const { mails, outbox, ...closing } = closeReview(deps.redrive, next, progress, at);
  return {
    ...closing,
    reviews: changed,
    outbox: [...emailEntry(deps.redrive, state.head, mails, at), ...outbox],
  };
}

/** At the first deadline all others are asked at once, and they get their own deadline, which is the last. */
async function askOthers(
  deps: AttendRoundDependencies,
  state: ProposalState,
  changed: readonly ReviewRequest[],
  others: readonly ReviewRequest[],
  at: Instant,
): Promise<PlannedChange> {
  const { head, revision } = state;
  const closesAt = deadlineAfter(at, revision.scheme.review.responseWorkingDays, englandAndWales);
  // Those who do not fit into one change are asked by the next sweep.
  const asked = others.slice(0, maxAskedAtOnce);
  const reviews = [...state.reviews, ...asked];
  const next = { ...state, head: { ...head, closesAt }, reviews };
  return {
    head: { closesAt, due: others.length > asked.length ? at : reviewDue(deps, next, at) },
    events: await Promise.all(asked.map((request) => passedOn(deps, state, changed[0], request, at))),
    reviews: [...changed, ...asked],
    outbox: emailEntry(deps.redrive, head, reviewEmails(asked, head.revision), at),
  };
}

async function passedOn(
  deps: AttendRoundDependencies,
  { head }: ProposalState,
  from: ReviewRequest | undefined,
  to: ReviewRequest,
  at: Instant,
): Promise<UnsealedEvent> {
  const { borough, person } = to;
  return {
    type: 'passed-on',
    at,
    actor: { kind: 'system' },
    data: { borough, revision: head.revision, from: from?.person ?? null, to: person, why: 'deadline' },
    private: await sealedOf(deps, from, to),
  };
}

function remind(deps: AttendRoundDependencies, state: ProposalState, at: Instant): PlannedChange | null {
  const { head } = state;
  const latest = reviewRemindersOf(state).findLast((moment) => moment <= at);
  if (latest === undefined) return null;
  const reviews = state.reviews
    .filter(({ answer, passedOn: passed }) => answer === null && passed === null)
    .filter(({ askedAt, remindedAt }) => askedAt < latest && !remindedAt.some((sent) => sent >= latest))
    .map((request) => ({ ...request, remindedAt: [...request.remindedAt, at] }));
  if (reviews.length === 0) return null;
  const boroughs = reviews.map(({ borough }) => borough);
  const mails = reviews.map(
    ({ borough, person }): EmailMessage => ({ mail: 'review-reminder', to: person, borough, revision: head.revision }),
  );
  return {
    head: { due: reviewDue(deps, state, at) },
    events: [
      { type: 'reminded', at, actor: { kind: 'system' }, data: { revision: head.revision, boroughs }, private: {} },
    ],
    reviews,
    outbox: emailEntry(deps.redrive, head, mails, at),
  };
}
