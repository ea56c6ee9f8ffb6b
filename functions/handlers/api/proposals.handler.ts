import { type Tracked, trackProposal } from '../../application/links/track-proposal.ts';
import { reviseProposal } from '../../application/proposals/revise-proposal.ts';
import { type Submitted, submitProposal } from '../../application/proposals/submit-proposal.ts';
import { withdrawProposal } from '../../application/proposals/withdraw-proposal.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { api, on } from '../../http/edge/api.ts';
import {
  preconditionOf,
  revisionAnswer,
  stateAnswer,
  submissionAnswer,
  withdrawalAnswer,
} from '../../http/responses/proposal-answers.ts';
import { type ProposalsDependencies, proposalsDependencies } from './proposals-dependencies.ts';

/** Submits, revises and withdraws proposals. */
export const create = (deps: ProposalsDependencies) =>
  api(
    [
      on('submitProposal', async ({ body: content, caller: { holder }, at, record }) => {
        // The address is a secret, and no secret is stored: a repeated response does not have it.
        const reply = record && ((submitted: Submitted) => record(submissionAnswer({ ...submitted, tracking: null })));
        const track = (proposal: Tracked) => trackProposal(deps, proposal);
        return submissionAnswer(await submitProposal(deps, { content, holder, at, reply, track }));
      }),
      on('reviseProposal', async ({ parts: { id }, body: content, caller: { holder }, expectation, at }) => {
        const precondition = preconditionOf(expectation);
        return revisionAnswer(deps, await reviseProposal(deps, { id, content, holder, precondition, at }), at);
      }),
      on('withdrawProposal', async ({ parts: { id }, body, caller: { holder }, expectation, at, record }) => {
        const reply = record && (async (after: ProposalState) => record(await stateAnswer(deps, after, at)));
        const withdrawal = { id, ...body, holder, precondition: preconditionOf(expectation), at, reply };
        return withdrawalAnswer(deps, await withdrawProposal(deps, withdrawal), at);
      }),
    ],
    deps,
  );

export const handler = create(proposalsDependencies());
