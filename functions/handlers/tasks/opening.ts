import { StepInput } from '../../../workflows/joint-funding/contract.ts';
import type { Opening } from '../../application/steps/open-step.ts';

/** Reads what the workflow hands to a task that opens a step. Throws where it is not as the contract says. */
export function openingOf(event: unknown): Opening {
  const { proposalId: proposal, cycle, taskToken: token, attempt = null } = StepInput.parse(event);
  return { proposal, cycle, token, attempt };
}
