import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { passingValuesOf } from '../../domain/sign-off/decided-by.ts';
import { eligibleOfficers, mayAnswer, nextOfficer, type Routing } from '../../domain/sign-off/officers.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import type { AskedOfficer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Codes, People } from '../ports/record.ts';
import type { Boroughs, Budgets } from '../ports/registers.ts';
import { remindersOf, signOffDue } from '../steps/due-moments.ts';
import { followRound } from '../steps/follow-round.ts';
import { askedNow, routingOf } from '../steps/officer-routing.ts';
import { openUntil, roundOf } from '../steps/round-of.ts';

export interface AttendRoundDependencies extends ChangeDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly codes: Pick<Codes, 'get'>;
  readonly budgets: Pick<Budgets, 'of'>;
}

interface Attended {
  readonly request: SignOffRequest;
  readonly events: readonly UnsealedEvent[];
  readonly mails: readonly EmailMessage[];
  readonly reminded: boolean;
}

/**
 * Boroughs that one change attends to. A transaction holds 100 items. A borough that loses its officers takes seven: its
 * request and up to three events, each with its salts.
 */
const maxBoroughs = 13;

/**
 * Attends to an open sign-off round that is due: reminds those who have not answered (once, even if several reminders
 * were missed), asks the deputy with the last reminder, passes on requests of officers who are no longer eligible, and
 * looks for an officer where a borough had none (R8, R9).
 */
export async function attendRound(deps: AttendRoundDependencies, id: ProposalId, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, async (state) => {
    const { head } = state;
    if (head.status !== 'sign-off' || head.due === null || head.due > at) return { kind: 'skip', result: undefined };
    const over = closeEarly(deps, state, at);
    if (over !== null) return { kind: 'commit', result: () => undefined, change: over };
    const waiting = head.opened ? state.requests.filter(({ answer }) => answer === null) : [];
    // The authors and the people with an interest are the same for all requests, so they are read once.
    const routing = await routingOf(deps, state, { asked: 0 }, londonDate(at));
    const attended = await Promise.all(
      waiting.map((request) => attend(deps, state, request, { ...routing, askedShare: request.asked }, at)),
    );
    const touched = attended.filter(({ request }, index) => request !== waiting[index]);
    const changed = touched.slice(0, maxBoroughs);
    const requests = state.requests.map(
      (each) => changed.find(({ request }) => request.borough === each.borough)?.request ?? each,
    );
    // Requests that do not fit are due at once, and the next sweep continues with them.
    const due = touched.length > changed.length ? at : signOffDue(deps, { ...state, requests }, at);
    if (changed.length === 0) {
      return { kind: 'skip', result: undefined, aside: { kind: 'reschedule', due, attempts: head.attempts } };
    }
    const mails = changed.flatMap((each) => each.mails);
    return {
      kind: 'commit',
      result: () => undefined,
      change: {
        head: { due },
        events: [...remindedEvent(state, changed, at), ...changed.flatMap(({ events }) => events)],
        requests: changed.map(({ request }) => request),
        outbox: emailEntry(deps.redrive, head, mails, at),
      },
    };
  });
}

/** R5, R7. Closes a round whose grace or notice is over; null if it stays open. */
function closeEarly(
  { redrive }: Pick<AttendRoundDependencies, 'redrive'>,
  state: ProposalState,
  at: Instant,
): PlannedChange | null {
  if (!state.head.opened || isLate(at, openUntil(state))) return null;
  const outcome = roundOutcome(roundOf(state, at));
  if (outcome.kind !== 'closed') return null;
  const { mails, outbox, ...follows } = followRound(redrive, state, outcome, at);
  return { ...follows, outbox: [...emailEntry(redrive, state.head, mails, at), ...outbox] };
}

async function attend(
  deps: AttendRoundDependencies,
  state: ProposalState,
  request: SignOffRequest,
  routing: Routing,
  at: Instant,
): Promise<Attended> {
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { request, events: [], mails: [], reminded: false };
  const routed = route(state, request, borough, routing, at);
  return routed.request === request ? remind(state, request, borough, routing, at) : routed;
}

/** Passes the request on from officers who may no longer answer, and asks the next one if nobody holds it. */
function route(
  { head }: ProposalState,
  request: SignOffRequest,
  borough: Borough,
  routing: Routing,
  at: Instant,
): Attended {
  const about = { borough: request.borough, revision: head.revision };
  const lost = request.asks.filter(
    ({ person, passedOn }) => passedOn === null && mayAnswer(borough, person, routing).kind !== 'ok',
  );
  const asks = request.asks.map((ask) =>
    lost.includes(ask) ? { ...ask, passedOn: { at, why: 'not-eligible' } as const } : ask,
  );
  const next = asks.some(({ passedOn }) => passedOn === null) ? null : nextOfficer(borough, routing);
  if (lost.length === 0 && next === null) return { request, events: [], mails: [], reminded: false };
  const to = next?.officer.person ?? null;
  const passing = (from: AskedOfficer | null, why: 'officer-found' | 'not-eligible'): UnsealedEvent => ({
    type: 'passed-on',
    at,
    actor: { kind: 'system' },
    data: { ...about, from: from?.person ?? null, to, why },
    private: passingValuesOf(borough, from, next),
  });
  const events = lost.map((ask) => passing(ask, 'not-eligible'));
  return {
    request: { ...request, asks: next === null ? asks : [...asks, askedNow(next, at)] },
    events: events.length > 0 ? events : [passing(null, 'officer-found')],
    mails: next === null ? [] : [{ mail: 'sign-off-request', to: next.officer.person, ...about }],
    reminded: false,
  };
}

/** Sends the latest reminder that is due, unless it was sent. With the last one it also asks the deputy (R9). */
function remind(
  state: ProposalState,
  request: SignOffRequest,
  borough: Borough,
  routing: Routing,
  at: Instant,
): Attended {
  const reminders = remindersOf(state);
  const latest = reminders.findLast((moment) => moment <= at);
  const holders = request.asks.filter(({ passedOn, askedAt }) => passedOn === null && askedAt < (latest ?? ''));
  if (latest === undefined || holders.length === 0 || request.remindedAt.some((sent) => sent >= latest)) {
    return { request, events: [], mails: [], reminded: false };
  }
  const about = { borough: request.borough, revision: state.head.revision };
  const mails = holders.map(({ person }): EmailMessage => ({ mail: 'sign-off-reminder', to: person, ...about }));
  const reminded = { ...request, remindedAt: [...request.remindedAt, at] };
  const deputy = latest === reminders.at(-1) ? deputyToAsk(request, borough, routing) : undefined;
  if (deputy === undefined) return { request: reminded, events: [], mails, reminded: true };
  const asked = { ...askedNow(deputy, at), onBehalfOf: deputy.onBehalfOf ?? holders[0]?.person ?? null };
  const event: UnsealedEvent = {
    type: 'passed-on',
    at,
    actor: { kind: 'system' },
    data: { ...about, from: asked.onBehalfOf, to: asked.person, why: 'deputy-asked' },
    private: passingValuesOf(borough, holders[0] ?? null, deputy),
  };
  return {
    request: { ...reminded, asks: [...reminded.asks, asked] },
    events: [event],
    mails: [...mails, { mail: 'sign-off-request', to: asked.person, ...about }],
    reminded: true,
  };
}

function deputyToAsk(request: SignOffRequest, borough: Borough, routing: Routing) {
  return eligibleOfficers(borough, routing).find(
    ({ role, officer }) => role === 'deputy' && !request.asks.some(({ person }) => person === officer.person),
  );
}

function remindedEvent({ head }: ProposalState, attended: readonly Attended[], at: Instant): readonly UnsealedEvent[] {
  const boroughs = attended.filter(({ reminded }) => reminded).map(({ request }) => request.borough);
  if (boroughs.length === 0) return [];
  return [
    {
      type: 'reminded',
      at,
      actor: { kind: 'system' },
      data: { revision: head.revision, boroughs },
      private: {},
    },
  ];
}
