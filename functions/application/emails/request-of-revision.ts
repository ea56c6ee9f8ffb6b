import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { EmailDependencies } from './drafting.ts';

/** A borough's sign-off request in a revision, which may be an earlier one than the current. */
export async function requestOfRevision(
  { proposals }: { readonly proposals: Pick<EmailDependencies['proposals'], 'requests'> },
  { head, requests }: ProposalState,
  borough: BoroughCode,
  revision: number,
): Promise<SignOffRequest | undefined> {
  const round = revision === head.revision ? requests : await proposals.requests(head.id, revision);
  return round.find((each) => each.borough === borough);
}
