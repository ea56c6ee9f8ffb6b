import { boroughName } from '../../domain/sign-off/sign-off-request.ts';
import { type Stand, standOf } from '../../domain/sign-off/stand.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Ending } from '../../domain/vocabulary/proposal.ts';
import type { ProposalHeading } from '../views/pages.ts';
import { headingOf, peopleOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';

export interface OutcomeEmail {
  readonly mail: 'outcome';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly ending: Ending;
  /** The recipient's borough and what it pays; null for the proposer. */
  readonly borough: {
    readonly name: string;
    readonly contribution: Pence | null;
    readonly answer: Stand;
  } | null;
  readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
  readonly chainHead: string;
  readonly decidedAt: Instant;
}

export const outcomeEmails = { outcome } as const;

/** R20. To everyone invited and to the proposer: the outcome, the share of the recipient's borough, and why. */
async function outcome(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'outcome'>,
): Promise<Draft<OutcomeEmail>> {
  const { head, requests, contributions, decision } = state;
  if (head.ending === null || decision === null) return null;
  const asked = requests.find(({ borough }) => borough === message.borough);
  const share = contributions.find(({ borough }) => borough === message.borough);
  const borough = asked && {
    name: asked.name,
    contribution: head.ending === 'funded' ? (share?.amount ?? null) : null,
    answer: standOf(asked),
  };
  return withoutLink({
    mail: 'outcome',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    ending: head.ending,
    borough: borough ?? null,
    contributions:
      head.ending === 'funded'
        ? contributions.map(({ borough: code, amount }) => ({ borough: boroughName(requests, code), amount }))
        : [],
    reasons: decision.reasons,
    conditions: decision.conditions,
    chainHead: decision.chainHead,
    decidedAt: decision.decidedAt,
  });
}
