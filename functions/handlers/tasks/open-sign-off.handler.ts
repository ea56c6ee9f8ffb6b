import { StepInput } from '../../../workflows/joint-funding/contract.ts';
import { type OpenSignOffDependencies, openSignOff } from '../../application/open-sign-off.ts';
import { taskDependencies } from './dependencies.ts';

/** The task "Ask the boroughs to sign off". Its return finishes nothing: the token does. */
export const create = (deps: OpenSignOffDependencies) => async (event: unknown) => {
  const { proposalId: proposal, cycle, taskToken: token } = StepInput.parse(event);
  await openSignOff(deps, { proposal, cycle, token }, deps.clock.now());
};

export const handler = create(taskDependencies());
