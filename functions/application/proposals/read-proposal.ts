import { explainAppraisal } from '../../domain/appraisal/appraisal-explanation.ts';
import type { ProposalView } from '../../domain/record/proposal-view.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { maySee, type Reader } from '../access/reader.ts';
import { changedAt } from '../commit/changed-at.ts';
import type { People, Proposals } from '../ports/record.ts';
import { appraisedInput } from '../steps/appraised-input.ts';
import { peopleOf } from '../views/view-parts.ts';
import { describeProposal, peopleIn } from './describe-proposal.ts';

export interface ReadProposalDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'events'>;
  readonly people: People;
}

/** A described proposal, and the version of its head for the ETag. */
export interface DescribedProposal {
  readonly view: ProposalView;
  readonly version: number;
}

/**
 * Reads one proposal, strongly consistent. `explain` adds the working of each figure of the appraisal on record.
 * Undefined: the proposal does not exist, or the reader may not see it.
 */
export async function readProposal(
  deps: ReadProposalDependencies,
  id: ProposalId,
  reader: Reader,
  explain = false,
): Promise<DescribedProposal | undefined> {
  const state = await deps.proposals.load(id);
  if (state === undefined || !maySee(reader, state.head.partners)) return undefined;
  const [people, updatedAt] = await Promise.all([peopleOf(deps, peopleIn(state)), changedAt(deps.proposals, state)]);
  const view = describeProposal(state, people, updatedAt);
  const explanation = explain ? { explanation: explainAppraisal(appraisedInput(state)) } : {};
  return { view: { ...view, ...explanation }, version: state.head.version };
}
