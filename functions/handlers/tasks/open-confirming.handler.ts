import { openConfirming } from '../../application/confirming/open-confirming.ts';
import type { OpenStepDependencies } from '../../application/steps/open-step.ts';
import { taskDependencies } from './dependencies.ts';
import { openingOf } from './opening.ts';

/** The task "Let the boroughs confirm". The step ends with the task token, not when this function returns. */
export const create = (deps: OpenStepDependencies) => async (event: unknown) => {
  await openConfirming(deps, openingOf(event), deps.clock.now());
};

export const handler = create(taskDependencies());
