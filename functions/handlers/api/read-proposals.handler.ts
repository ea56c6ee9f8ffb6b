import { type ListEventsDependencies, listEvents } from '../../application/proposals/list-events.ts';
import { type ListDependencies, listProposals } from '../../application/proposals/list-proposals.ts';
import { type ReadProposalDependencies, readProposal } from '../../application/proposals/read-proposal.ts';
import { type ApiDependencies, api, on } from '../../http/edge/api.ts';
import { eventsAnswer, proposalAnswer, proposalsAnswer } from '../../http/responses/read-answers.ts';
import { readProposalsDependencies } from './read-proposals-dependencies.ts';

export type Dependencies = ListDependencies & ListEventsDependencies & ReadProposalDependencies;

/** The list of proposals, one proposal with its whole state, and its chain of events. */
export const create = (deps: Omit<ApiDependencies, 'proposals' | 'digests'> & Dependencies) =>
  api(
    [
      on('listProposals', async ({ query, caller }) =>
        proposalsAnswer(query, await listProposals(deps, query, caller)),
      ),
      on('readProposal', async ({ parts: { id }, query, caller }) =>
        proposalAnswer(await readProposal(deps, id, caller, query.explain === '1')),
      ),
      on('listEvents', async ({ parts: { id }, query, caller }) =>
        eventsAnswer(id, query.limit, await listEvents(deps, id, query, caller)),
      ),
    ],
    deps,
  );

export const handler = create(readProposalsDependencies());
