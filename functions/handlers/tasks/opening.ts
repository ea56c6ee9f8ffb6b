import { StepInput } from '../../../workflows/joint-funding/contract.ts';
import type { Opening } from '../../application/steps/open-step.ts';

/** Reads what the workflow passes to a task that opens a step. Throws if it does not match the contract. */
export function openingOf(event: unknown): Opening {
  const { proposalId: proposal, cycle, taskToken: token, attempt = null } = StepInput.parse(event);
  return { proposal, cycle, token, attempt };
}
