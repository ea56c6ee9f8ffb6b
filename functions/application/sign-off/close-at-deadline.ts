import { isBarredAtClose } from '../../domain/codes/one-time-code.ts';
import type { Movement } from '../../domain/money/budget.ts';
import { holdFor } from '../../domain/money/holds.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { eligibleOfficers } from '../../domain/sign-off/officers.ts';
import { withAnswer } from '../../domain/sign-off/replacement.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import {
  answersOf,
  recordNumber,
  type SignOffAnswer,
  type SignOffRequest,
} from '../../domain/sign-off/sign-off-request.ts';
import { type Silence, silenceAt, silenceWhileBarred, silenceWithoutMoney } from '../../domain/sign-off/silence.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type FinancialYear, type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';
import { codesOf } from '../codes/one-time-codes.ts';
import { changeProposal } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import { followRound } from '../steps/follow-round.ts';
import { routingOf } from '../steps/officer-routing.ts';
import { openForAnswersUntil, openUntil, roundOf } from '../steps/round-of.ts';
import type { AttendRoundDependencies } from './attend-round.ts';
import { moveHolds } from './move-holds.ts';

/**
 * R4, R5. Closes a sign-off round at its deadline, or begins its top-up. If nothing could open the round, its holds are
 * moved first (R7). Then it records each silence that counts as
 * approval under a standing authority, with its hold, in a transaction like an answer's. Last the round is judged, and the
 * record says why other silence did not count. An answer that was written before the close still counts.
 * A round that closed earlier, at the end of the grace after a decline, is closed as it was then: no silence counts.
 */
export async function closeAtDeadline(deps: AttendRoundDependencies, id: ProposalId, at: Instant): Promise<void> {
  const state = await deps.proposals.load(id);
  if (state === undefined || !isDue(state, at)) return;
  await moveHolds(deps, id, at);
  const lacking: Lacking = new Map();
  const early = openForAnswersUntil(state) < openUntil(state);
  for (const { borough } of early ? [] : state.requests.filter(isUnjudged)) {
    const unset = await deem(deps, id, borough, at);
    if (typeof unset === 'object') lacking.set(borough, unset);
  }
  await close(deps, id, lacking, at);
}

/** Silence that was judged at the deadline stays as it was judged while a top-up runs (R4). */
function isUnjudged({ answer, silenceNote }: SignOffRequest): boolean {
  return answer === null && silenceNote === null;
}

function isDue(state: ProposalState, at: Instant): boolean {
  return state.head.status === 'sign-off' && isLate(at, openUntil(state));
}

/** The boroughs whose budgets cannot hold the share, with the years for which no budget is set. */
type Lacking = Map<BoroughCode, readonly FinancialYear[]>;

/** R12. The years of these movements for which the borough never set a budget. */
async function yearsWithoutBudget(
  { budgets }: Pick<AttendRoundDependencies, 'budgets'>,
  short: readonly Movement[],
): Promise<readonly FinancialYear[]> {
  const found = await budgets.of(short);
  const set = new Set(found.map(({ financialYear }) => financialYear));
  return [...new Set(short.map(({ financialYear }) => financialYear))].filter((year) => !set.has(year));
}

/**
 * Records one borough's silence as approval, if it counts as one and the money is available. If the money is not, returns
 * the years without a budget.
 */
async function deem(
  deps: AttendRoundDependencies,
  id: ProposalId,
  code: BoroughCode,
  at: Instant,
): Promise<'deemed' | 'opt-out' | readonly FinancialYear[] | undefined> {
  return changeProposal<'deemed' | 'opt-out' | readonly FinancialYear[]>(deps, id, async (state) => {
    const request = state.requests.find(({ borough }) => borough === code);
    const borough = await deps.boroughs.get(code);
    if (!isDue(state, at) || request === undefined || !isUnjudged(request) || borough === undefined) {
      return { kind: 'skip', result: 'opt-out' };
    }
    const silence = await silenceOf(deps, state, request, borough);
    if (silence.kind === 'opt-out') return { kind: 'skip', result: 'opt-out' };
    const answer = deemedAnswer(state, request, silence, at);
    const { hold, movements } = holdFor(state.revision.content.costs, request, answer.upTo);
    const { comment, authority, upTo, record } = answer;
    const data = { borough: code, revision: state.head.revision, kind: 'approve', upTo, record } as const;
    return {
      kind: 'commit',
      result: () => 'deemed',
      short: (short) => yearsWithoutBudget(deps, short),
      change: {
        head: {},
        events: [
          {
            type: 'answered',
            at,
            actor: { kind: 'silence' },
            data: { ...data, onBehalfOf: null, silence: true, pledged: [] },
            private: { comment, authority },
          },
        ],
        requests: [{ ...withAnswer(request, answer), hold }],
        movements,
        requiredVersions: [{ borough: code, version: borough.version }],
      },
    };
  });
}

function deemedAnswer(
  { head }: ProposalState,
  request: SignOffRequest,
  silence: { readonly upTo: number; readonly authority: string; readonly comment: string },
  at: Instant,
): SignOffAnswer {
  return {
    kind: 'approve',
    at,
    by: null,
    onBehalfOf: null,
    authority: silence.authority,
    upTo: silence.upTo,
    comment: silence.comment,
    pledged: [],
    silence: true,
    link: null,
    record: recordNumber(head, request.borough, answersOf(request) + 1),
  };
}

async function close(deps: AttendRoundDependencies, id: ProposalId, lacking: Lacking, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, async (state) => {
    if (!isDue(state, at)) return { kind: 'skip', result: undefined };
    const silent = state.requests.filter(({ answer }) => answer === null);
    const judged = await Promise.all(silent.map((request) => judge(deps, state, request, lacking, at)));
    const requests = state.requests.map(
      (each) => judged.find(({ request }) => request.borough === each.borough)?.request ?? each,
    );
    const withoutOfficer = new Set(judged.filter(({ officer }) => !officer).map(({ request }) => request.borough));
    const next = { ...state, requests };
    const outcome = roundOutcome(roundOf(next, at, withoutOfficer));
    if (outcome.kind === 'open') throw new Error(`The round of ${id} is past its deadline and still open.`);
    const { mails, outbox, ...follows } = followRound(deps.redrive, next, outcome, at);
    return {
      kind: 'commit',
      result: () => undefined,
      change: {
        ...follows,
        requests: judged.map(({ request }) => request),
        outbox: [...emailEntry(deps.redrive, state.head, mails, at), ...outbox],
      },
    };
  });
}

/** Why a borough's silence did not count, and whether anybody could have answered for it at the close (R3, R4). */
async function judge(
  deps: AttendRoundDependencies,
  state: ProposalState,
  request: SignOffRequest,
  lacking: Lacking,
  at: Instant,
): Promise<{ readonly request: SignOffRequest; readonly officer: boolean }> {
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { request, officer: false };
  const officers = eligibleOfficers(borough, await routingOf(deps, state, request, londonDate(at)));
  const unset = lacking.get(request.borough);
  const silence = unset ? silenceWithoutMoney(borough, unset) : await silenceOf(deps, state, request, borough);
  const silenceNote = request.silenceNote ?? (silence.kind === 'opt-out' ? silence.why : null);
  return { request: { ...request, silenceNote }, officer: officers.length > 0 };
}

/** What a borough's silence counts as. Codes are read only if the silence would spend money. */
async function silenceOf(
  deps: Pick<AttendRoundDependencies, 'codes'>,
  state: ProposalState,
  asked: SignOffRequest,
  borough: Borough,
): Promise<Silence> {
  const { head, revision } = state;
  const deadline = openUntil(state);
  const silence = silenceAt(revision.scheme, asked, borough, londonDate(deadline));
  if (silence.kind === 'opt-out') return silence;
  const request = { proposal: head.id, revision: head.revision, borough: borough.borough, reviewer: null };
  return isBarredAtClose(await codesOf(deps, borough, request), deadline) ? silenceWhileBarred(borough) : silence;
}
