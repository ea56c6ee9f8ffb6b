import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry, resumeId } from '../commit/outbox-entries.ts';
import { confirmingEnd } from '../steps/close-confirming.ts';
import { asking, confirmEmails, confirmerToAsk, confirmingDue, hasToConfirm } from '../steps/confirm-requests.ts';
import { type Opened, type Opening, type OpenStepDependencies, openStep } from '../steps/open-step.ts';
import { confirmingOutcome } from '../steps/step-outcome.ts';

/**
 * Opens the boroughs' time to confirm for one execution (`openStep`). The first time it asks one officer of each borough
 * that has something to say, and tells the proposer (R17, R29).
 */
export async function openConfirming(deps: OpenStepDependencies, opening: Opening, at: Instant): Promise<void> {
  const { proposal, cycle } = opening;
  const confirming: Opened = {
    step: 'confirming',
    follows: [resumeId(proposal, cycle, 'sign-off'), resumeId(proposal, cycle, 'review')],
    outcome: confirmingOutcome,
    ask: (state) => askBoroughs(deps, state, at),
  };
  await openStep(deps, opening, confirming, at);
}

async function askBoroughs(deps: OpenStepDependencies, state: ProposalState, at: Instant): Promise<PlannedChange> {
  const { head } = state;
  const { id: _, cycle, revision, proposer } = head;
  const asked = (
    await Promise.all(
      state.requests
        .filter((request) => hasToConfirm(state, request, at))
        .map(async (request): Promise<readonly SignOffRequest[]> => {
          const officer = await confirmerToAsk(deps, state, request, at);
          return officer === undefined ? [] : [asking(request, officer)];
        }),
    )
  ).flat();
  const closesAt = confirmingEnd(state);
  return {
    head: { opened: true, attempts: 0, closesAt, due: confirmingDue(deps, state, closesAt, at) },
    events: [{ type: 'confirming-opened', at, actor: { kind: 'system' }, data: { revision, cycle }, private: {} }],
    requests: asked,
    outbox: emailEntry(
      deps.redrive,
      head,
      [
        ...asked.flatMap((request) => confirmEmails('confirm-request', request, revision)),
        { mail: 'confirming', to: proposer, revision },
      ],
      at,
    ),
  };
}
