import { StepInput } from '../../../workflows/joint-funding/contract.ts';
import { openReview } from '../../application/open-review.ts';
import type { OpenStepDependencies } from '../../application/open-step.ts';
import { taskDependencies } from './dependencies.ts';

/** The task "Ask the reviewers". Its return finishes nothing: the token does. */
export const create = (deps: OpenStepDependencies) => async (event: unknown) => {
  const { proposalId: proposal, cycle, taskToken: token } = StepInput.parse(event);
  await openReview(deps, { proposal, cycle, token }, deps.clock.now());
};

export const handler = create(taskDependencies());
