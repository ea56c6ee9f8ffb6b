import { StepInput } from '../../../workflows/joint-funding/contract.ts';
import { type OpenReviewDependencies, openReview } from '../../application/open-review.ts';
import { taskDependencies } from './dependencies.ts';

/** The task "Ask the reviewers". Its return finishes nothing: the token does. */
export const create = (deps: OpenReviewDependencies) => async (event: unknown) => {
  const { proposalId: proposal, cycle, taskToken: token } = StepInput.parse(event);
  await openReview(deps, { proposal, cycle, token }, deps.clock.now());
};

export const handler = create(taskDependencies());
