import type { Appraisal } from '../appraisal/appraisal.ts';
import type { DecidedBy } from '../sign-off/decided-by.ts';
import { type EligibleOfficer, nextOfficer, type Routing } from '../sign-off/officers.ts';
import type { Delivery } from '../sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { ReviewPolicy } from '../vocabulary/scheme.ts';

export const reviewAnswerKinds = [
  'recommend',
  'recommend-with-conditions',
  'not-recommended',
  'request-changes',
] as const;
export type ReviewAnswerKind = (typeof reviewAnswerKinds)[number];

/** How a review can close: by its answers, or because the time for a revision ran out. */
export const reviewCloseOutcomes = [...reviewAnswerKinds, 'lapsed'] as const;

/** Why a reviewer's request passed on. */
export const reviewPassingReasons = ['deadline', 'not-eligible', 'takes-no-part'] as const;

/** Fewest characters of a review's reasons (R17). */
export const shortestReasons = 20;

/** What a reviewer answered (R17), with its officer decision record (R19). */
export interface ReviewAnswer {
  readonly kind: ReviewAnswerKind;
  readonly at: Instant;
  readonly by: PersonId;
  /** The delegation under which the officer acted. */
  readonly authority: string;
  readonly reasons: string;
  /** Only with `recommend-with-conditions`; otherwise null. */
  readonly conditions: string | null;
  /** SHA-256 of the link that was used. */
  readonly link: string;
  /** Number of this officer decision record, printed on receipts (R20). */
  readonly record: string;
  /** Who answered, as recorded at that moment (R19). Absent on answers of earlier releases. */
  readonly decidedBy?: DecidedBy | undefined;
}

/**
 * One reviewer's place in the review of one revision. A borough has at most one request that is not passed on: another
 * officer is asked only if the first is no longer eligible.
 */
export interface ReviewRequest {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly person: PersonId;
  /** The borough's name for the post. */
  readonly officer: string;
  readonly askedAt: Instant;
  readonly answer: ReviewAnswer | null;
  /**
   * Set when the request passed on: unanswered at the deadline, or its officer no longer eligible, or its borough
   * revoked the approval and pays nothing any more (R29). An answer that passed on does not count.
   */
  readonly passedOn: { readonly at: Instant; readonly why: (typeof reviewPassingReasons)[number] } | null;
  /** The first answer that came too late. It is recorded but does not count. */
  readonly late: { readonly kind: string; readonly at: Instant; readonly by: PersonId } | null;
  readonly delivery: Delivery;
  readonly remindedAt: readonly Instant[];
}

/** R17. Whether the scheme asks reviewers at this total cost: always, never, or only above an amount. */
export function reviewRequired(policy: Pick<ReviewPolicy, 'required'>, totalCost: Pence): boolean {
  if (policy.required === 'always') return true;
  return policy.required !== 'never' && totalCost > policy.required.above;
}

/** A reviewer to be asked now. */
export interface ReviewerToAsk {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly reviewer: EligibleOfficer;
}

/**
 * R17, R8. Whom to ask next, so that those who answered and those still asked make `minimum`. The contributing boroughs
 * other than the lead come first, by GSS code, then the lead; each with its first eligible reviewer. A borough whose
 * reviewer answered, is still asked, or let the deadline pass is not asked again. If the reviewer is no longer
 * eligible, the borough's next one is asked. Nobody is asked for two boroughs. Empty: there are enough, or none are
 * left.
 */
export function reviewersToAsk(review: {
  readonly contributors: readonly Borough[];
  readonly lead: BoroughCode;
  readonly minimum: number;
  readonly requests: readonly ReviewRequest[];
  readonly routing: Omit<Routing, 'role' | 'askedShare'>;
}): readonly ReviewerToAsk[] {
  const { contributors, lead, minimum, requests } = review;
  const missing = minimum - requests.filter(({ passedOn }) => passedOn === null).length;
  const done = new Set(
    requests.filter(({ passedOn }) => passedOn?.why !== 'not-eligible').map(({ borough }) => borough),
  );
  const asked = requests.map(({ person }) => person);
  const chosen: ReviewerToAsk[] = [];
  for (const borough of inOrderOfAsking(contributors, lead)) {
    if (chosen.length >= missing) break;
    if (done.has(borough.borough)) continue;
    const taken = [...asked, ...chosen.map(({ reviewer }) => reviewer.officer.person)];
    const answered = [...review.routing.answered, ...taken];
    const addresses = new Map([...review.routing.addresses, ...chosen.map(addressOf)]);
    const reviewer = nextOfficer(borough, { ...review.routing, answered, addresses, role: 'reviewer', askedShare: 0 });
    if (reviewer !== null) chosen.push({ borough: borough.borough, name: borough.name, reviewer });
  }
  return chosen;
}

function addressOf({ reviewer: { officer } }: ReviewerToAsk): readonly [PersonId, string] {
  return [officer.person, officer.email];
}

/** How a review ended, with its reasons in words and the conditions that every contributor is told (R17). */
export interface ReviewOutcome {
  readonly outcome: ReviewAnswerKind;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * `open`: wait for those who were asked, or, if nobody could be asked, for an officer to be added.
 * `ask-next`: those who did not answer pass on, and that many more are asked.
 * `lapsed`: no reviewer answered, and none is left.
 */
export type ReviewProgress =
  | { readonly kind: 'open' }
  | { readonly kind: 'ask-next'; readonly missing: number }
  | { readonly kind: 'lapsed'; readonly reasons: readonly string[] }
  | ({ readonly kind: 'decided' } & ReviewOutcome);

/**
 * R17. The state of the review at an instant. Pure: the same arguments always give the same result.
 *
 * The review is decided once `minimum` or all who could be asked have answered, or at the deadline, by those who
 * answered, if nobody else is left. A single request for changes does not decide it early: the others' wishes belong in
 * the same new revision. The deadline has passed at exactly `closesAt`. `othersLeft`: whether `reviewersToAsk` would
 * find another reviewer once those still asked have passed on.
 */
export function reviewOutcome(review: {
  readonly requests: readonly ReviewRequest[];
  readonly minimum: number;
  readonly at: Instant;
  readonly closesAt: Instant;
  readonly othersLeft: boolean;
}): ReviewProgress {
  const { requests, minimum, at, closesAt, othersLeft } = review;
  const answered = requests.filter(
    (request): request is Answered => request.answer !== null && request.passedOn === null,
  );
  const stillAsked = requests.some(({ answer, passedOn }) => answer === null && passedOn === null);
  if (answered.length >= minimum) return { kind: 'decided', ...decided(answered) };
  if (at < closesAt && (stillAsked || answered.length === 0)) return { kind: 'open' };
  if (othersLeft) return { kind: 'ask-next', missing: minimum - answered.length };
  if (answered.length > 0) return { kind: 'decided', ...decided(answered) };
  return { kind: 'lapsed', reasons: [lapsedBecause(requests)] };
}

/** A fault of one field of the review form. */
export interface ReviewFault {
  readonly field: 'reasons' | 'conditions';
  readonly detail: string;
}

/** R17. Every fault in a review's texts; empty if it can be recorded. Outer spaces do not count as characters. */
export function reviewFaults(form: {
  readonly kind: ReviewAnswerKind;
  readonly reasons: string;
  readonly conditions: string;
}): readonly ReviewFault[] {
  const faults: ReviewFault[] = [];
  if ([...form.reasons.trim()].length < shortestReasons) {
    faults.push({ field: 'reasons', detail: `Enter reasons of at least ${shortestReasons} characters` });
  }
  const conditional = form.kind === 'recommend-with-conditions';
  const conditionsGiven = form.conditions.trim() !== '';
  if (conditional && !conditionsGiven) {
    faults.push({ field: 'conditions', detail: 'Enter your conditions' });
  }
  if (!conditional && conditionsGiven) {
    faults.push({
      field: 'conditions',
      detail: 'You can enter conditions only if you recommend it with conditions. Delete them, or change your answer',
    });
  }
  return faults;
}

/** R17. Below a BCR of 1 or an NPSV of 0 the review's reasons are the value judgement, and the page says so. */
export function needsValueJudgement({ npsv, bcr }: Pick<Appraisal, 'npsv' | 'bcr'>): boolean {
  return npsv < 0 || (typeof bcr === 'number' && bcr < 1);
}

type Answered = ReviewRequest & { readonly answer: ReviewAnswer };

function inOrderOfAsking(contributors: readonly Borough[], lead: BoroughCode): readonly Borough[] {
  const byCode = contributors.toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
  return [...byCode.filter(({ borough }) => borough !== lead), ...byCode.filter(({ borough }) => borough === lead)];
}

function decided(answered: readonly Answered[]): ReviewOutcome {
  const outcome = outcomeOf(answered.map(({ answer }) => answer.kind));
  return {
    outcome,
    reasons: answered.map(({ name, answer }) => `${name} ${said[answer.kind]}: ${quoted(answer.reasons)}`),
    conditions: outcome === 'recommend-with-conditions' ? answered.flatMap(conditionsOf) : [],
  };
}

/** In double quotation marks. Those inside become single ones. */
function quoted(text: string): string {
  return `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

function outcomeOf(kinds: readonly ReviewAnswerKind[]): ReviewAnswerKind {
  if (kinds.includes('request-changes')) return 'request-changes';
  if (2 * kinds.filter((kind) => kind === 'not-recommended').length >= kinds.length) return 'not-recommended';
  return kinds.includes('recommend-with-conditions') ? 'recommend-with-conditions' : 'recommend';
}

function conditionsOf({ name, answer }: Answered): readonly string[] {
  return answer.kind === 'recommend-with-conditions' && answer.conditions !== null
    ? [`${name}: ${answer.conditions}`]
    : [];
}

const said = {
  recommend: 'recommends it',
  'recommend-with-conditions': 'recommends it with conditions',
  'not-recommended': 'does not recommend it',
  'request-changes': 'asks for changes',
} as const satisfies Record<ReviewAnswerKind, string>;

function lapsedBecause(requests: readonly ReviewRequest[]): string {
  if (requests.length === 0) return 'No contributing borough had an eligible reviewer by the deadline.';
  const names = [...new Set(requests.map(({ name }) => name))];
  return `No reviewer answered by the deadline. We asked reviewers of ${names.join(', ')}.`;
}
