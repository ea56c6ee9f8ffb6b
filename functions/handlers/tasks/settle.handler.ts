import { ExecutionInput } from '../../../workflows/joint-funding/contract.ts';
import { type SettleDependencies, settleProposal } from '../../application/workflow/settle-proposal.ts';
import { taskDependencies } from './dependencies.ts';

/** The task "Settle the money". Safe to repeat: it continues where it stopped. */
export const create = (deps: SettleDependencies) => async (event: unknown) => {
  const { proposalId, cycle } = ExecutionInput.parse(event);
  await settleProposal(deps, proposalId, deps.clock.now(), cycle);
};

export const handler = create(taskDependencies());
