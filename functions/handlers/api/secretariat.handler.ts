import { enterCallIn } from '../../application/confirming/enter-call-in.ts';
import { liftBar } from '../../application/proposals/lift-bar.ts';
import { revokeApproval } from '../../application/revocation/revoke-approval.ts';
import { extendSignOff } from '../../application/sign-off/extend-sign-off.ts';
import { resumeProposal } from '../../application/workflow/resume-proposal.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { api, on, type RequestFor } from '../../http/edge/api.ts';
import {
  callInAnswer,
  extensionAnswer,
  liftedBarAnswer,
  resumptionAnswer,
  revocationAnswer,
} from '../../http/responses/administered-answers.ts';
import { stateAnswer } from '../../http/responses/proposal-answers.ts';
import { type SecretariatDependencies, secretariatDependencies } from './secretariat-dependencies.ts';

type Administering = RequestFor<
  'extendSignOff' | 'revokeApproval' | 'liftBar' | 'enterCallIn' | 'releaseCallIn' | 'resumeProposal'
>;

/** What the secretariat does to a proposal: extend its round, revoke an approval, enter or release a call-in, resume it. */
export const create = (deps: SecretariatDependencies) => {
  const administered = ({ parts: { id }, caller: by, at, record }: Administering) => {
    const reply = record && (async (after: ProposalState) => record(await stateAnswer(deps, after, at)));
    return { id, by, at, reply };
  };
  return api(
    [
      on('extendSignOff', async (request) => {
        const extension = { ...administered(request), content: request.body };
        return extensionAnswer(deps, await extendSignOff(deps, extension), request.at);
      }),
      on('revokeApproval', async (request) => {
        const revocation = { ...administered(request), ...request.body };
        return revocationAnswer(deps, await revokeApproval(deps, revocation), request.at);
      }),
      on('liftBar', async (request) => {
        const lifted = { ...administered(request), ...request.body };
        return liftedBarAnswer(deps, await liftBar(deps, lifted), request.at);
      }),
      on('enterCallIn', async (request) => {
        const entered = { ...administered(request), ...request.body, kind: 'call-in' } as const;
        return callInAnswer(deps, await enterCallIn(deps, entered), request.at);
      }),
      on('releaseCallIn', async (request) => {
        const released = { ...administered(request), ...request.body, kind: 'release' } as const;
        return callInAnswer(deps, await enterCallIn(deps, released), request.at);
      }),
      on('resumeProposal', async (request) => {
        const resumption = { ...administered(request), ...request.body };
        return resumptionAnswer(deps, await resumeProposal(deps, resumption), request.at);
      }),
    ],
    deps,
  );
};

export const handler = create(secretariatDependencies());
