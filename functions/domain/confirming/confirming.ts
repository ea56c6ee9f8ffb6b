import type { DecidedBy } from '../sign-off/decided-by.ts';
import type { CallIn, SignOffRequest } from '../sign-off/sign-off-request.ts';
import { englandAndWales } from '../vocabulary/bank-holidays.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import { deadlineAfter, startOfDayAfter } from '../vocabulary/working-days.ts';

/** Outcomes of a review after which the boroughs confirm: half or more against, changes asked for, or no review (R17). */
export const adviceOutcomes = ['not-recommended', 'request-changes', 'lapsed'] as const;
export type AdviceOutcome = (typeof adviceOutcomes)[number];

/** How confirming can close. A withdrawal or a new revision ends it as well, and closes nothing. */
export const confirmingOutcomes = ['confirmed', 'not-confirmed'] as const;

/** R29. How long a borough's councillors may call its key decision in: until the start of that day in London. */
export interface CallInPeriod {
  readonly borough: BoroughCode;
  readonly until: Instant;
}

/**
 * R17, R29. Why a carried proposal waits before its money is committed, and what was said since. It waits until the
 * latest end of its reasons. What each borough did is on its own request.
 */
export interface Confirming {
  readonly since: Instant;
  /** null if the review did not advise against it, or there was none. */
  readonly advice: { readonly outcome: AdviceOutcome; readonly until: Instant } | null;
  /** By GSS code. */
  readonly callIns: readonly CallInPeriod[];
  /** Set once the lead's approver said that the lead goes on. */
  readonly goneOn: {
    readonly at: Instant;
    readonly by: PersonId;
    readonly reasons: string;
    /** Who said it, as recorded at that moment (R19). Absent on words of earlier releases. */
    readonly decidedBy?: DecidedBy | undefined;
  } | null;
  /** Set once a top-up began in here: boroughs may only raise their limits. */
  readonly topUp: { readonly since: Instant; readonly until: Instant; readonly shortfall: Pence } | null;
  readonly close: {
    readonly outcome: (typeof confirmingOutcomes)[number];
    readonly at: Instant;
    readonly reasons: readonly string[];
  } | null;
}

/** Working days for which a call-in holds, unless it is released earlier (R29). */
const callInHolds = 20;
/** Working days after which the lead's approver may go on without a borough that called its decision in (R29). */
const goesOnWithoutAfter = 10;

/** What is needed to say whether, and until when, the boroughs confirm. */
export interface ToConfirm {
  readonly requests: readonly SignOffRequest[];
  /** When the round was carried, and the boroughs' decisions became public. */
  readonly carriedAt: Instant;
  /** What the review said, if it advised against the proposal. */
  readonly advice: AdviceOutcome | null;
  /** As the scheme says. 0: confirming ends once the lead's approver answered, or with the next working day. */
  readonly confirmWorkingDays: number;
  readonly at: Instant;
}

/**
 * R17, R29. Why a carried proposal must wait: the review advised against it, or a key decision may still be called in, or
 * was. null: it need not wait.
 */
export function confirmingAfter({ requests, carriedAt, advice, confirmWorkingDays, at }: ToConfirm): Confirming | null {
  const callIns = callInPeriods(requests, carriedAt).filter(({ until }) => until > at);
  if (advice === null && callIns.length === 0 && !requests.some(isCalledIn)) return null;
  const until = deadlineAfter(at, Math.max(1, confirmWorkingDays), englandAndWales);
  return {
    since: at,
    advice: advice === null ? null : { outcome: advice, until },
    callIns,
    goneOn: null,
    topUp: null,
    close: null,
  };
}

/** R29. How long each key decision may be called in, by GSS code. Silence never makes a key decision. */
export function callInPeriods(requests: readonly SignOffRequest[], carriedAt: Instant): readonly CallInPeriod[] {
  return requests
    .filter(isIn)
    .flatMap(({ borough, answer }) => {
      const days = answer?.keyDecision?.callInWorkingDays;
      return days === undefined ? [] : [{ borough, until: startOfDayAfter(carriedAt, days, englandAndWales) }];
    })
    .toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
}

/** R29. Until when a call-in that is entered at `at` holds: 5pm in London, 20 working days later. */
export function callInHoldsUntil(at: Instant): Instant {
  return deadlineAfter(at, callInHolds, englandAndWales);
}

/** R29. From when the lead's approver may go on without a borough that called its decision in. */
export function goesOnWithoutFrom({ at }: Pick<CallIn, 'at'>): Instant {
  return deadlineAfter(at, goesOnWithoutAfter, englandAndWales);
}

/** Whether a borough still takes part: it approved, and neither it nor the secretariat took that back (R29). */
export function isIn({ answer, revoked, takenBack, calledIn }: SignOffRequest): boolean {
  return answer?.kind === 'approve' && (revoked ?? takenBack) === undefined && calledIn?.ended?.how !== 'set-aside';
}

/** Whether a call-in is in force: entered, and neither released nor set aside. */
export function isCalledIn(request: SignOffRequest): boolean {
  return request.calledIn !== undefined && request.calledIn.ended === undefined && isIn(request);
}

/**
 * R17, R29. When confirming ends: the latest end of its reasons. Advice counts to its deadline, or where the scheme
 * gives it no days, to the lead's word. The lead's own take-back ends it at once.
 */
export function confirmingUntil(
  confirming: Confirming,
  requests: readonly SignOffRequest[],
  confirmWorkingDays: number,
): Instant {
  const lead = requests.find((request) => request.lead);
  const over = lead?.takenBack?.at ?? lead?.revoked?.at;
  if (over !== undefined) return over;
  const { since, advice, callIns, goneOn, topUp } = confirming;
  const stillIn = new Set(requests.filter(isIn).map(({ borough }) => borough));
  const said = confirmWorkingDays === 0 ? goneOn?.at : undefined;
  const ends = [
    since,
    ...(advice === null ? [] : [said ?? advice.until]),
    ...callIns.filter(({ borough }) => stillIn.has(borough)).map(({ until }) => until),
    ...requests.flatMap((request) => (isCalledIn(request) ? (request.calledIn?.until ?? []) : [])),
    ...(topUp === null ? [] : [topUp.until]),
  ];
  return ends.toSorted().at(-1) ?? since;
}
