import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { nextOfficer, type Routing } from '../../domain/sign-off/officers.ts';
import { barredOfficers, whyPassedOver } from '../../domain/sign-off/passed-over.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { PlannedChange } from '../commit/change-proposal.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { emailEntry, startId } from '../commit/outbox-entries.ts';
import { signOffDue } from '../steps/due-moments.ts';
import { followRound } from '../steps/follow-round.ts';
import { askedNow, routingOf } from '../steps/officer-routing.ts';
import { type Opened, type Opening, type OpenStepDependencies, openStep } from '../steps/open-step.ts';
import { openUntil, roundOf } from '../steps/round-of.ts';
import { signOffOutcome } from '../steps/step-outcome.ts';
import { moveHolds } from './move-holds.ts';

/**
 * Opens the sign-off round for one execution (`openStep`). The first time it moves the holds of approvals that stay in
 * force (R7), tells their boroughs, and asks the officers of all others (R9). No link of the revision exists before
 * that, so no answer comes before the holds are in their places.
 */
export async function openSignOff(deps: OpenStepDependencies, opening: Opening, at: Instant): Promise<void> {
  await moveHolds(deps, opening.proposal, at);
  const round: Opened = {
    step: 'sign-off',
    follows: [startId(opening.proposal, opening.cycle)],
    outcome: signOffOutcome,
    ask: (state) => openRound(deps, state, at),
  };
  await openStep(deps, opening, round, at);
}

/**
 * R5, R7. After a revision nobody may have to be asked, because all approvals are still in force. The round then waits for
 * its notice to end, or begins a top-up. After the deadline nobody is asked, and the sweep closes the round.
 */
async function openRound(deps: OpenStepDependencies, state: ProposalState, at: Instant): Promise<PlannedChange> {
  const outcome = roundOutcome(roundOf(state, at, new Set()));
  if (isLate(at, openUntil(state))) return askOfficers(deps, state, [], at);
  if (outcome.kind === 'open') return askOfficers(deps, state, state.requests.filter(isWaiting), at);
  const { mails, outbox, ...follows } = followRound(deps.redrive, state, outcome, at);
  return {
    ...follows,
    head: outcome.kind === 'top-up' ? { ...follows.head, opened: true, attempts: 0 } : follows.head,
    events: [openedEvent(state, at), ...follows.events],
    outbox: [...emailEntry(deps.redrive, state.head, [...notices(state), ...mails], at), ...outbox],
  };
}

/** R7. To each borough whose approval of an earlier revision stays in force. */
function notices({ requests, head }: ProposalState): readonly EmailMessage[] {
  return requests.flatMap((request): readonly EmailMessage[] => {
    const to = request.answer?.answeredRevision === undefined ? undefined : lastAsked(request);
    if (to === undefined || request.revoked !== undefined) return [];
    return [{ mail: 'revision-notice', to, borough: request.borough, revision: head.revision }];
  });
}

function isWaiting({ answer }: SignOffRequest): boolean {
  return answer === null;
}

/** Asks the boroughs that must answer this revision and were not asked yet. */
async function askOfficers(
  deps: OpenStepDependencies,
  state: ProposalState,
  waiting: readonly SignOffRequest[],
  at: Instant,
): Promise<PlannedChange> {
  const { head } = state;
  // The authors and the people with an interest are the same for all requests, so they are read once.
  const routing = await routingOf(deps, state, { asked: 0 }, londonDate(at));
  const asked = await Promise.all(
    waiting.map((request) => ask(deps, state, request, { ...routing, askedShare: request.asked }, at)),
  );
  const messages = [...notices(state), ...asked.flatMap(({ messages: mails }) => mails)];
  const requests = asked.map(({ request }) => request);
  const next = state.requests.map((request) => requests.find(({ borough }) => borough === request.borough) ?? request);
  return {
    head: { opened: true, attempts: 0, due: signOffDue(deps, { ...state, requests: next }, at) },
    events: [openedEvent(state, at)],
    requests,
    outbox: emailEntry(deps.redrive, head, messages, at),
  };
}

function openedEvent({ head }: ProposalState, at: Instant): UnsealedEvent {
  const { revision, cycle } = head;
  return { type: 'sign-off-opened', at, actor: { kind: 'system' }, data: { revision, cycle }, private: {} };
}

async function ask(
  deps: OpenStepDependencies,
  state: ProposalState,
  request: SignOffRequest,
  routing: Routing,
  at: Instant,
): Promise<{ readonly request: SignOffRequest; readonly messages: readonly EmailMessage[] }> {
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { request, messages: [] };
  const about = { borough: request.borough, revision: state.head.revision };
  const barred = barredOfficers(borough, routing).map(
    ({ person }): EmailMessage => ({ mail: 'barred', to: person, ...about }),
  );
  const passedOver = whyPassedOver(borough, routing);
  const noted = passedOver.length === 0 ? request : { ...request, passedOver };
  const next = nextOfficer(borough, routing);
  if (next === null) return { request: noted, messages: barred };
  const officer = askedNow(next, at);
  return {
    request: { ...noted, asks: [...request.asks, officer] },
    messages: [{ mail: 'sign-off-request', to: officer.person, ...about }, ...barred],
  };
}
