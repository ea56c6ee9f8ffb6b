import { openReview } from '../../application/review/open-review.ts';
import type { OpenStepDependencies } from '../../application/steps/open-step.ts';
import { taskDependencies } from './dependencies.ts';
import { openingOf } from './opening.ts';

/** The task "Ask the reviewers". The step ends with the task token, not when this function returns. */
export const create = (deps: OpenStepDependencies) => async (event: unknown) => {
  await openReview(deps, openingOf(event), deps.clock.now());
};

export const handler = create(taskDependencies());
