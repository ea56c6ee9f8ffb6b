import type { ProposalContent, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aSubmission } from '../builders/submissions.ts';
import { type CoalitionOptions, type MemoryCoalition, memoryCoalition } from './memory-coalition.ts';

/** A coalition in memory with one submitted proposal, whose approvers were asked by email. */
export interface InSignOff {
  readonly coalition: MemoryCoalition;
  readonly id: ProposalId;
}

/** Hackney, Camden and Newham share £90,000 by the standard scheme, unless the test says otherwise. */
export async function inSignOff(
  submission: ProposalContent = aSubmission(),
  options: CoalitionOptions = {},
): Promise<InSignOff> {
  const coalition = await memoryCoalition(options);
  return { coalition, id: await coalition.submit(submission) };
}
