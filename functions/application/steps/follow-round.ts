import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { RoundOutcome } from '../../domain/sign-off/round.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import { heardFrom } from '../commit/last-asked.ts';
import { type Closing, closeRound } from './close-step.ts';
import { signOffDue } from './due-moments.ts';

/** R5, R6. What the outcome of a round adds to the change after which it was found: nothing but the next moment, a top-up, or its close. */
export function followRound(
  redrive: RedriveSettings,
  state: ProposalState,
  outcome: RoundOutcome,
  at: Instant,
): Closing {
  switch (outcome.kind) {
    case 'open':
      return { head: { due: signOffDue({ redrive }, state, at) }, events: [], outbox: [], mails: [] };
    case 'top-up':
      return beginTopUp(redrive, state, outcome, at);
    case 'closed':
      return closeRound(redrive, state, outcome, at);
  }
}

/** R5. Keeps the round open for more money, and tells everyone invited and the proposer what is missing. */
function beginTopUp(
  redrive: RedriveSettings,
  state: ProposalState,
  { since, until, shortfall }: Extract<RoundOutcome, { kind: 'top-up' }>,
  at: Instant,
): Closing {
  const { head, requests } = state;
  const { revision } = head;
  const topUp = { since, until };
  const next = { ...state, head: { ...head, topUp, closesAt: until } };
  const told = requests.flatMap((request) =>
    heardFrom(request).map((to): EmailMessage => ({ mail: 'top-up', to, borough: request.borough, revision })),
  );
  return {
    head: { topUp, closesAt: until, due: signOffDue({ redrive }, next, at) },
    events: [
      { type: 'top-up-begun', at, actor: { kind: 'system' }, data: { revision, shortfall, until }, private: {} },
    ],
    outbox: [],
    mails: [{ mail: 'top-up', to: head.proposer, borough: null, revision }, ...told],
  };
}
