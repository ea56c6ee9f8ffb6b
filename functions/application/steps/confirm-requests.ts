import { mayBeLeftBehind } from '../../domain/confirming/confirm-answer.ts';
import { goesOnWithoutFrom, isCalledIn, isIn } from '../../domain/confirming/confirming.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { mayAnswer, nextOfficer } from '../../domain/sign-off/officers.ts';
import type { AskedOfficer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { addSeconds, type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { reminderInstants } from '../../domain/vocabulary/working-days.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import type { People } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import { longestUnseen } from './due-moments.ts';
import { askedNow, routingOf } from './officer-routing.ts';

export interface ConfirmRequestDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
}

/**
 * R17, R29. Whether a borough has something to say now: each one that takes part after advice against the proposal; else
 * the one whose decision may be called in, or was; and the lead once it may go on without a borough.
 */
export function hasToConfirm(state: ProposalState, request: SignOffRequest, at: Instant): boolean {
  const { confirming, requests } = state;
  if (confirming === null || !isIn(request)) return false;
  if (confirming.advice !== null || confirming.topUp !== null || isCalledIn(request)) return true;
  if (confirming.callIns.some(({ borough, until }) => borough === request.borough && at < until)) return true;
  return request.lead && requests.some((each) => mayBeLeftBehind(each, at));
}

/**
 * R9. Whom to ask for a borough: the officer who answered if they still may, else the first eligible one. undefined:
 * somebody who may answer was asked already, or there is nobody.
 */
export async function confirmerToAsk(
  deps: ConfirmRequestDependencies,
  state: ProposalState,
  request: SignOffRequest,
  at: Instant,
): Promise<AskedOfficer | undefined> {
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return undefined;
  const routing = await routingOf(deps, state, request, londonDate(at));
  const asked = request.confirm?.asks ?? [];
  if (asked.some(({ person }) => mayAnswer(borough, person, routing).kind === 'ok')) return undefined;
  const by = request.answer?.by ?? null;
  const same = by === null ? null : mayAnswer(borough, by, routing);
  const next = same?.kind === 'ok' ? same.eligible : nextOfficer(borough, routing);
  return next === null ? undefined : askedNow(next, at);
}

/** A request with one more officer who was asked to confirm. */
export function asking(request: SignOffRequest, officer: AskedOfficer): SignOffRequest {
  const { asks = [], remindedAt = [] } = request.confirm ?? {};
  return { ...request, confirm: { asks: [...asks, officer], remindedAt } };
}

export function confirmEmails(
  mail: 'confirm-request' | 'confirm-reminder',
  { borough, confirm }: SignOffRequest,
  revision: number,
): readonly EmailMessage[] {
  const asks = confirm?.asks ?? [];
  const to = mail === 'confirm-request' ? asks.slice(-1) : asks;
  return to.map(({ person }) => ({ mail, to: person, borough, revision }));
}

/** R9, R17. Reminders before advice runs out, by the same rule as in a sign-off. A call-in has none. */
export function confirmRemindersOf({ revision, confirming }: ProposalState): readonly Instant[] {
  if (confirming === null || confirming.advice === null) return [];
  const { reminderWorkingDays } = revision.scheme;
  return reminderInstants(confirming.advice.until, reminderWorkingDays, confirming.since, englandAndWales);
}

/** When the sweep must next look: at the end, the next reminder, or when the lead may go on without a borough. */
export function confirmingDue(
  { redrive }: { readonly redrive: RedriveSettings },
  state: ProposalState,
  closesAt: Instant,
  at: Instant,
): Instant {
  const withouts = state.requests.flatMap(({ calledIn }) =>
    calledIn?.ended === undefined && calledIn !== undefined ? [goesOnWithoutFrom(calledIn)] : [],
  );
  const later = [...confirmRemindersOf(state), ...withouts].filter((moment) => moment > at);
  const soon = addSeconds(at, redrive.redriveSeconds);
  return [closesAt, addSeconds(at, longestUnseen), ...later].toSorted()[0] ?? soon;
}

/** The deputies of a borough who may answer and were not asked yet, with the last reminder (R9). */
export async function deputyToAsk(
  deps: ConfirmRequestDependencies,
  state: ProposalState,
  request: SignOffRequest,
  at: Instant,
): Promise<AskedOfficer | undefined> {
  const borough: Borough | undefined = await deps.boroughs.get(request.borough);
  if (borough === undefined) return undefined;
  const routing = await routingOf(deps, state, request, londonDate(at));
  const asked = request.confirm?.asks ?? [];
  for (const { person, roles } of borough.officers) {
    if (!roles.includes('deputy') || asked.some((ask) => ask.person === person)) continue;
    const may = mayAnswer(borough, person, routing);
    if (may.kind !== 'ok') continue;
    const deputy = askedNow(may.eligible, at);
    return { ...deputy, onBehalfOf: deputy.onBehalfOf ?? asked[0]?.person ?? null };
  }
  return undefined;
}
