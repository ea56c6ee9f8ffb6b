import type { ProposalView } from '../domain/proposal-view.ts';
import { describeProposal, peopleIn } from './describe-proposal.ts';
import type { People, Proposals } from './ports.ts';
import { changedAt } from './project-proposal.ts';
import { maySee, type Reader } from './reader.ts';
import { peopleOf } from './view-parts.ts';

export interface ReadProposalDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'events'>;
  readonly people: People;
}

/** A proposal as it is described, and the version of its head, which its ETag is made of. */
export interface DescribedProposal {
  readonly view: ProposalView;
  readonly version: number;
}

/** Reads one proposal, strongly consistent. Undefined where there is none, or none that the reader may see. */
export async function readProposal(
  deps: ReadProposalDependencies,
  id: string,
  reader: Reader,
): Promise<DescribedProposal | undefined> {
  const state = await deps.proposals.load(id);
  if (state === undefined || !maySee(reader, state.head.partners)) return undefined;
  const [people, updatedAt] = await Promise.all([peopleOf(deps, peopleIn(state)), changedAt(deps.proposals, state)]);
  return { view: describeProposal(state, people, updatedAt), version: state.head.version };
}
