import { type Instant, londonDate } from '../domain/calendar.ts';
import type { Draft } from '../domain/event.ts';
import { nextOfficer } from '../domain/officers.ts';
import { roundOutcome, type SignOffRequest } from '../domain/sign-off.ts';
import { again, type ChangeDependencies, complete, type DraftChange, persist } from './change-proposal.ts';
import { closeRound } from './close-step.ts';
import { signOffDue } from './due-moments.ts';
import { mailEntry, resumeEntry, startId } from './outbox-entries.ts';
import type { Boroughs, Outbox, People } from './ports.ts';
import { roundOf } from './round-of.ts';
import { askedNow, routingOf } from './routing.ts';
import type { MailMessage, ProposalState, TaskToken } from './state.ts';
import { signOffOutcome } from './step-outcome.ts';

export interface OpenSignOffDependencies extends ChangeDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly outbox: Pick<Outbox, 'get'>;
}

/** What opens a step: which proposal, for which cycle's execution, and the token that resumes it. */
export interface Opening {
  readonly proposal: string;
  readonly cycle: number;
  readonly token: string;
}

/**
 * Opens the sign-off round for one execution: registers its task token and, the first time, asks the first eligible officer
 * of each borough (R9). May happen twice: each attempt has a new token, which overwrites the one before. Where the round is
 * decided already, or the cycle is not the current one, it writes the resume instead (ARCHITECTURE §4).
 */
export async function openSignOff(deps: OpenSignOffDependencies, opening: Opening, at: Instant): Promise<void> {
  await persist(deps, async () => {
    const state = await deps.proposals.load(opening.proposal);
    if (state === undefined) throw new Error(`There is no proposal ${opening.proposal} to sign off.`);
    const { head } = state;
    const token: TaskToken = { ...opening, step: 'sign-off' };
    const acknowledges = await pendingStart(deps, opening);
    const outcome = signOffOutcome(state, opening.cycle);
    const committed =
      outcome === null && !head.opened
        ? await deps.proposals.commit(
            complete(deps, head, { ...(await openRound(deps, state, at)), token, acknowledges }),
          )
        : await deps.proposals.registerToken({
            token,
            expected: head.version,
            acknowledges,
            outbox:
              outcome === null
                ? []
                : [resumeEntry(deps.patience, { id: head.id, cycle: opening.cycle }, 'sign-off', outcome, at)],
          });
    return committed.kind === 'committed'
      ? { kind: 'done', result: undefined }
      : again(committed.kind === 'again' ? committed.why : 'conflict');
  });
}

async function pendingStart(
  deps: Pick<OpenSignOffDependencies, 'outbox'>,
  { proposal, cycle }: Opening,
): Promise<readonly string[]> {
  const entry = await deps.outbox.get(startId(proposal, cycle));
  return entry?.status === 'pending' ? [entry.id] : [];
}

/**
 * R5. A round that is over before anybody is asked closes at once: all approvals stand after a revision, or the rule asks for more
 * boroughs than are invited. Past the deadline nobody is asked any more, and the sweep closes it.
 */
async function openRound(deps: OpenSignOffDependencies, state: ProposalState, at: Instant): Promise<DraftChange> {
  const outcome = roundOutcome(roundOf(state, at, new Set()));
  if (outcome.kind === 'open' || outcome.because === 'deadline') {
    return askOfficers(deps, state, outcome.kind === 'open' ? state.requests.filter(isWaiting) : [], at);
  }
  const { mails, outbox, ...closing } = closeRound(deps.patience, state, outcome, at);
  return {
    ...closing,
    events: [openedEvent(state, at), ...closing.events],
    outbox: [...mailEntry(deps.patience, state.head, mails, at), ...outbox],
  };
}

function isWaiting({ answer }: SignOffRequest): boolean {
  return answer === null;
}

/** Asks boroughs that have to answer this revision and were not asked yet. */
async function askOfficers(
  deps: OpenSignOffDependencies,
  state: ProposalState,
  waiting: readonly SignOffRequest[],
  at: Instant,
): Promise<DraftChange> {
  const { head } = state;
  const asked = await Promise.all(waiting.map((request) => ask(deps, state, request, at)));
  const messages = asked.flatMap(({ message }) => message ?? []);
  const requests = asked.map(({ request }) => request);
  const next = state.requests.map((request) => requests.find(({ borough }) => borough === request.borough) ?? request);
  return {
    head: { opened: true, attempts: 0, due: signOffDue(deps, { ...state, requests: next }, at) },
    events: [openedEvent(state, at)],
    requests,
    outbox: mailEntry(deps.patience, head, messages, at),
  };
}

function openedEvent({ head }: ProposalState, at: Instant): Draft {
  const { revision, cycle } = head;
  return { type: 'sign-off-opened', at, actor: { kind: 'system' }, data: { revision, cycle }, private: {} };
}

async function ask(
  deps: OpenSignOffDependencies,
  state: ProposalState,
  request: SignOffRequest,
  at: Instant,
): Promise<{ readonly request: SignOffRequest; readonly message: MailMessage | null }> {
  const borough = await deps.boroughs.get(request.borough);
  const next = borough && nextOfficer(borough, await routingOf(deps, state, request, londonDate(at)));
  if (!next) return { request, message: null };
  const officer = askedNow(next, at);
  return {
    request: { ...request, asks: [...request.asks, officer] },
    message: {
      mail: 'sign-off-request',
      to: officer.person,
      borough: request.borough,
      revision: state.head.revision,
    },
  };
}
