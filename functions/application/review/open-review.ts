import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { deadlineAfter } from '../../domain/vocabulary/working-days.ts';
import type { PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry, resumeId } from '../commit/outbox-entries.ts';
import { type Opened, type Opening, type OpenStepDependencies, openStep } from '../steps/open-step.ts';
import { nextReviewRequests, reviewDue, reviewEmails } from '../steps/review-requests.ts';
import { reviewOutcome } from '../steps/step-outcome.ts';

/** Opens the review for one execution (`openStep`). The first time it asks the reviewers (R17). */
export async function openReview(deps: OpenStepDependencies, opening: Opening, at: Instant): Promise<void> {
  const review: Opened = {
    step: 'review',
    follows: [resumeId(opening.proposal, opening.cycle, 'sign-off')],
    outcome: reviewOutcome,
    ask: (state) => askReviewers(deps, state, at),
  };
  await openStep(deps, opening, review, at);
}

async function askReviewers(deps: OpenStepDependencies, state: ProposalState, at: Instant): Promise<PlannedChange> {
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
    outbox: emailEntry(deps.redrive, head, reviewEmails(reviews, head.revision), at),
  };
}
