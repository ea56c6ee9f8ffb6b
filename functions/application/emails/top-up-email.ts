import { type EnoughAlone, enoughAlone } from '../../domain/sign-off/enough-alone.ts';
import { mayAnswer } from '../../domain/sign-off/officers.ts';
import { type Stand, standOf } from '../../domain/sign-off/stand.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { mintLink } from '../links/mint-link.ts';
import { routingOf } from '../steps/officer-routing.ts';
import { roundOf } from '../steps/round-of.ts';
import { runningTopUp } from '../steps/running-top-up.ts';
import type { BoroughStanding, ProposalHeading } from '../views/pages.ts';
import { headingOf, peopleOf, standingsOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';

export interface TopUpEmail {
  readonly mail: 'top-up';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly until: Instant;
  readonly shortfall: Pence;
  readonly standings: readonly BoroughStanding[];
  /** null for the proposer. */
  readonly borough: {
    readonly name: string;
    readonly answer: Stand;
    /** Its present limit; null if it has not approved. */
    readonly upTo: Pence | null;
    /** What its own limit would have to be; null if it alone cannot make up what is missing. */
    readonly enough: EnoughAlone | null;
    /** The most that this officer may approve; null: no limit. */
    readonly officerLimit: Pence | null;
    /** The full address with the token; null if this officer may not answer for the borough now. */
    readonly link: string | null;
  } | null;
}

export const topUpEmails = { 'top-up': topUp } as const;

/** R5. To everyone invited and to the proposer: what is missing, and what the recipient's own limit would do. */
async function topUp(deps: EmailDependencies, task: EmailTask<'top-up'>): Promise<Draft<TopUpEmail>> {
  const { state, message, person } = task;
  const running = runningTopUp(state);
  if (running === null || message.revision !== state.head.revision) return null;
  const view = {
    mail: 'top-up',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    ...running,
    standings: standingsOf(state),
  } as const;
  const request = state.requests.find(({ borough }) => borough === message.borough);
  const borough = request && (await deps.boroughs.get(request.borough));
  if (request === undefined || borough === undefined) return withoutLink({ ...view, borough: null });
  const routing = await routingOf(deps, state, request, londonDate(deps.clock.now()));
  const verdict = mayAnswer(borough, message.to, routing);
  const minted = verdict.kind === 'ok' ? mintLink(deps, state, message.to, request.borough, 'sign-off') : null;
  const answer = standOf(request);
  return {
    link: minted?.link ?? null,
    view: {
      ...view,
      borough: {
        name: request.name,
        answer,
        upTo: answer === 'approve' ? (request.answer?.upTo ?? null) : null,
        enough: enoughAlone(roundOf(state, deps.clock.now()), request.borough),
        officerLimit: verdict.kind === 'ok' ? verdict.eligible.officer.limit : null,
        link: minted?.address ?? null,
      },
    },
  };
}
