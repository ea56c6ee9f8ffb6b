import { shortestReasons } from '../review/review.ts';
import { isKeyDecision } from '../sign-off/key-decision.ts';
import type { SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { Borough } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../vocabulary/money.ts';
import { type Confirming, goesOnWithoutFrom, isCalledIn, isIn } from './confirming.ts';

/** What an officer can say while the boroughs confirm (R17, R29). */
export const confirmAnswerKinds = ['go-on', 'go-on-without', 'take-back', 'call-in', 'release', 'raise'] as const;
export type ConfirmAnswerKind = (typeof confirmAnswerKinds)[number];

/** A carried proposal whose boroughs confirm, as its answers need it. */
export interface InConfirming {
  readonly confirming: Confirming;
  readonly requests: readonly SignOffRequest[];
}

/**
 * R17, R29. What a borough's officer may say at a moment, in the order of the form. The lead's approver goes on after
 * advice against the proposal, or without boroughs that called their decisions in 10 working days ago. A borough takes
 * its approval back after such advice or its own call-in. A key decision is called in once, within its period.
 */
export function mayConfirm(
  { confirming, requests }: InConfirming,
  request: SignOffRequest,
  at: Instant,
): readonly ConfirmAnswerKind[] {
  if (!isIn(request)) return [];
  // A top-up comes after everything was judged: boroughs can only raise their limits.
  if (confirming.topUp !== null) return ['raise'];
  const calledIn = isCalledIn(request);
  const period = confirming.callIns.find(({ borough }) => borough === request.borough);
  const may = {
    'go-on': request.lead && confirming.advice !== null && confirming.goneOn === null,
    'go-on-without': request.lead && requests.some((each) => mayBeLeftBehind(each, at)),
    'take-back': confirming.advice !== null || calledIn,
    'call-in': period !== undefined && at < period.until && request.calledIn === undefined,
    release: calledIn,
    raise: false,
  } as const satisfies Record<ConfirmAnswerKind, boolean>;
  return confirmAnswerKinds.filter((kind) => may[kind]);
}

/** R29. Whether the lead's approver may go on without this borough: it called its decision in 10 working days ago. */
export function mayBeLeftBehind(request: SignOffRequest, at: Instant): boolean {
  const { calledIn, lead } = request;
  return !lead && isCalledIn(request) && calledIn !== undefined && goesOnWithoutFrom(calledIn) <= at;
}

/** A fault of one field of the form. */
export interface ConfirmFault {
  readonly field: 'answer' | 'upTo' | 'comment' | 'declaration';
  readonly message: string;
}

const wantedReasons = {
  'go-on': `Enter why it is still worth doing, in at least ${shortestReasons} characters`,
  'go-on-without': `Enter why it goes on without them, in at least ${shortestReasons} characters`,
  'take-back': 'Enter your reason for taking the approval back',
  'call-in': 'Enter who called the decision in, and why',
  release: 'Enter what came of the call-in',
  raise: 'Enter your reason for raising the limit',
} as const satisfies Record<ConfirmAnswerKind, string>;

const shortest = {
  'go-on': shortestReasons,
  'go-on-without': shortestReasons,
  'take-back': 1,
  'call-in': 1,
  release: 1,
  raise: 1,
};

/** R17. Every fault of a confirm form, in form order. `kind` is null if nothing that may be said was selected. */
export function confirmFaults(form: {
  readonly kind: ConfirmAnswerKind | null;
  readonly reasons: string;
  readonly declaration: boolean;
}): readonly ConfirmFault[] {
  const { kind, reasons, declaration } = form;
  const faults: ConfirmFault[] = [];
  if (kind === null) faults.push({ field: 'answer', message: 'Select what you want to do' });
  else if ([...reasons.trim()].length < shortest[kind]) {
    faults.push({ field: 'comment', message: wantedReasons[kind] });
  }
  if (!declaration) {
    faults.push({ field: 'declaration', message: 'Tick the box to confirm that you can give this answer' });
  }
  return faults;
}

/** What a raised limit is checked against. */
export interface RaiseLimits extends Pick<Borough, 'keyDecisionAbove'> {
  readonly request: Pick<SignOffRequest, 'name' | 'answer'>;
  /** Total cost of the proposal, in pence. */
  readonly total: Pence;
  /** The most that this officer may approve; null means no limit (R9). */
  readonly limit: Pence | null;
}

/** R5, R29. Every fault of a limit that is raised while a top-up runs. A raise never makes a key decision. */
export function raiseFaults(upTo: Pence | null, limits: RaiseLimits): readonly ConfirmFault[] {
  const { request, total, limit } = limits;
  const field = 'upTo';
  const before = request.answer?.upTo ?? 0;
  if (upTo === null || upTo <= before) {
    return [{ field, message: `Enter more than ${formatPounds(before)}, which ${request.name} has approved` }];
  }
  const faults: ConfirmFault[] = [];
  if (upTo > total) faults.push({ field, message: `Enter at most ${formatPounds(total)}, the total cost` });
  if (limit !== null && upTo > limit) {
    faults.push({ field, message: `Enter at most ${formatPounds(limit)}, the limit of your authority` });
  }
  if (isKeyDecision(limits, upTo)) {
    const message = `Enter less than ${formatPounds(limits.keyDecisionAbove ?? 0)}. From there it is a key decision for ${request.name}, and a limit cannot be raised to one now`;
    faults.push({ field, message });
  }
  return faults;
}
