import { englandAndWales } from '../domain/bank-holidays.ts';
import { deadlineAfter, type Instant } from '../domain/calendar.ts';
import { again, type ChangeDependencies, complete, type DraftChange, persist } from './change-proposal.ts';
import type { Opening } from './open-sign-off.ts';
import { mailEntry, resumeEntry, resumeId } from './outbox-entries.ts';
import type { Boroughs, Outbox, People } from './ports.ts';
import { nextReviewRequests, reviewDue, reviewMails } from './review-requests.ts';
import type { ProposalState, TaskToken } from './state.ts';
import { reviewOutcome } from './step-outcome.ts';

export interface OpenReviewDependencies extends ChangeDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly outbox: Pick<Outbox, 'get'>;
}

/** Opens the review for one execution, like the sign-off (`openSignOff`): the first time it asks the reviewers (R17). */
export async function openReview(deps: OpenReviewDependencies, opening: Opening, at: Instant): Promise<void> {
  await persist(deps, async () => {
    const state = await deps.proposals.load(opening.proposal);
    if (state === undefined) throw new Error(`There is no proposal ${opening.proposal} to review.`);
    const { head } = state;
    const token: TaskToken = { ...opening, step: 'review' };
    const resumed = await deps.outbox.get(resumeId(opening.proposal, opening.cycle, 'sign-off'));
    const acknowledges = resumed?.status === 'pending' ? [resumed.id] : [];
    const outcome = reviewOutcome(state, opening.cycle);
    const committed =
      outcome === null && !head.opened
        ? await deps.proposals.commit(
            complete(deps, head, { ...(await askReviewers(deps, state, at)), token, acknowledges }),
          )
        : await deps.proposals.registerToken({
            token,
            expected: head.version,
            acknowledges,
            outbox:
              outcome === null
                ? []
                : [resumeEntry(deps.patience, { id: head.id, cycle: opening.cycle }, 'review', outcome, at)],
          });
    if (committed.kind === 'committed') return { kind: 'done', result: undefined };
    return again(committed.kind === 'again' ? committed.why : 'conflict');
  });
}

async function askReviewers(deps: OpenReviewDependencies, state: ProposalState, at: Instant): Promise<DraftChange> {
  const { head, revision } = state;
  const closesAt = deadlineAfter(at, revision.scheme.review.responseWorkingDays, englandAndWales);
  const reviews = await nextReviewRequests(deps, state, at);
  const next = { ...state, head: { ...head, closesAt }, reviews };
  return {
    head: { opened: true, attempts: 0, closesAt, due: reviewDue(deps, next, at) },
    events: [
      {
        type: 'review-opened',
        at,
        actor: { kind: 'system' },
        data: { revision: head.revision, cycle: head.cycle },
        private: {},
      },
    ],
    reviews,
    outbox: mailEntry(deps.patience, head, reviewMails(reviews, head.revision), at),
  };
}
