import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Links } from '../ports/record.ts';
import { type MintDependencies, mintLink } from './mint-link.ts';

export interface TrackDependencies extends MintDependencies {
  readonly links: Pick<Links, 'put'>;
}

/** A proposal that is about to be submitted, and who may follow it. */
export interface Tracked {
  readonly id: ProposalId;
  readonly proposer: PersonId;
}

/** R25. The address of a tracking page for the response to a submission. The table keeps the SHA-256 of its token. */
export async function trackProposal(deps: TrackDependencies, { id, proposer }: Tracked): Promise<string> {
  const { link, address } = mintLink(deps, { head: { id, revision: 1 } }, proposer, null, 'tracking');
  await deps.links.put(link);
  return address;
}
