import type { Appraisal } from '../appraisal/appraisal.ts';
import type { DecidedBy } from '../sign-off/decided-by.ts';
import { type EligibleOfficer, nextOfficer, type Routing } from '../sign-off/officers.ts';
import type { Delivery } from '../sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, ProposalId } from '../vocabulary/proposal.ts';
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
export const reviewPassingReasons = ['deadline', 'not-eligible', 'takes-no-part', 'recused'] as const;

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
  /** True if all who were left were asked at once, after the first deadline (R17). */
  readonly amongOthers?: boolean | undefined;
  /**
   * Set when the request passed on: unanswered at the deadline, or its officer no longer eligible or with an interest,
   * or its borough revoked the approval and pays nothing any more (R29). An answer that passed on does not count.
   */
  readonly passedOn: {
    readonly at: Instant;
    readonly why: (typeof reviewPassingReasons)[number];
    /** Only with `recused`: what was declared, by which link (SHA-256), and by whom as recorded then (R19). */
    readonly interest?: string | undefined;
    readonly link?: string | undefined;
    readonly decidedBy?: DecidedBy | undefined;
  } | null;
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
 * R17, R8. Whom to ask next. The contributing boroughs come in the order of `inOrderOfAsking`, each with its first eligible
 * reviewer, until those who answered and those still asked make `minimum`; or all of them, with `everyone`, once the
 * first deadline has passed. A borough whose reviewer answered, is still asked, or let the deadline pass is not asked again. If
 * the reviewer is no longer eligible or declared an interest, the borough's next one is asked. Nobody is asked for two
 * boroughs. Empty: there are enough, or none are left.
 */
export function reviewersToAsk(review: {
  readonly contributors: readonly Borough[];
  readonly lead: BoroughCode;
  readonly proposal: ProposalId;
  readonly sha256: Sha256;
  readonly minimum: number;
  readonly everyone: boolean;
  readonly requests: readonly ReviewRequest[];
  readonly routing: Omit<Routing, 'role' | 'askedShare'>;
}): readonly ReviewerToAsk[] {
  const { contributors, minimum, everyone, requests } = review;
  const inForce = requests.filter(({ passedOn }) => passedOn === null).length;
  const missing = everyone ? contributors.length : minimum - inForce;
  const done = new Set(requests.filter(isDone).map(({ borough }) => borough));
  const asked = requests.map(({ person }) => person);
  const chosen: ReviewerToAsk[] = [];
  for (const borough of inOrderOfAsking(contributors, review)) {
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

/** Whether a borough is not asked again after this request. */
function isDone({ passedOn }: ReviewRequest): boolean {
  return passedOn === null || (passedOn.why !== 'not-eligible' && passedOn.why !== 'recused');
}

/** R17. Whether the first deadline has passed and all who were left were asked at once. The next deadline is the last. */
export function othersWereAsked(requests: readonly ReviewRequest[]): boolean {
  return requests.some(({ amongOthers, passedOn }) => amongOthers === true || passedOn?.why === 'deadline');
}

function addressOf({ reviewer: { officer } }: ReviewerToAsk): readonly [PersonId, string] {
  return [officer.person, officer.email];
}

/**
 * How a review ended, with its reasons in words and the conditions that every contributor is told if it is funded (R17).
 * The outcome is advice: after `not-recommended` or `request-changes` the boroughs confirm.
 */
export interface ReviewOutcome {
  readonly outcome: ReviewAnswerKind;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * `open`: wait for those who were asked, or, if nobody could be asked, for an officer to be added.
 * `ask-others`: the first deadline has passed; those who did not answer pass on, and all others are asked.
 * `lapsed`: no reviewer answered, and none is left.
 */
export type ReviewProgress =
  | { readonly kind: 'open' }
  | { readonly kind: 'ask-others' }
  | { readonly kind: 'lapsed'; readonly reasons: readonly string[] }
  | ({ readonly kind: 'decided' } & ReviewOutcome);

/**
 * R17. The state of the review at an instant. Pure: the same arguments always give the same result.
 *
 * The review closes once `minimum` or all who could be asked have answered. At the first deadline all others are asked;
 * at the second, or if there are no others, it closes with the answers that came. A single request for changes does not
 * close it early: the others' wishes belong in the same advice. The deadline has passed at exactly `closesAt`.
 * `othersLeft`: whether another reviewer could be asked once those still asked have passed on. `lastDeadline`: whether
 * `closesAt` is the second deadline.
 */
export function reviewOutcome(review: {
  readonly requests: readonly ReviewRequest[];
  readonly minimum: number;
  readonly at: Instant;
  readonly closesAt: Instant;
  readonly othersLeft: boolean;
  readonly lastDeadline: boolean;
}): ReviewProgress {
  const { requests, minimum, at, closesAt, othersLeft, lastDeadline } = review;
  const answered = requests.filter(
    (request): request is Answered => request.answer !== null && request.passedOn === null,
  );
  const stillAsked = requests.some(({ answer, passedOn }) => answer === null && passedOn === null);
  if (answered.length >= minimum) return { kind: 'decided', ...decided(answered) };
  if (at < closesAt && (stillAsked || othersLeft || answered.length === 0)) return { kind: 'open' };
  if (at >= closesAt && othersLeft && !lastDeadline) return { kind: 'ask-others' };
  if (answered.length > 0) return { kind: 'decided', ...decided(answered) };
  return { kind: 'lapsed', reasons: [lapsedBecause(requests)] };
}

/** What a reviewer can send: one of the answers, or a declared interest, which is not an answer (R17). */
export const reviewFormKinds = [...reviewAnswerKinds, 'recuse'] as const;
export type ReviewFormKind = (typeof reviewFormKinds)[number];

/** A fault of one field of the review form. */
export interface ReviewFault {
  readonly field: 'reasons' | 'conditions' | 'interest';
  readonly detail: string;
}

/** R17. Every fault in a review's texts; empty if it can be recorded. Outer spaces do not count as characters. */
export function reviewFaults(form: {
  readonly kind: ReviewFormKind;
  readonly reasons: string;
  readonly conditions: string;
  readonly interest: string;
}): readonly ReviewFault[] {
  const faults: ReviewFault[] = [];
  if (form.kind === 'recuse') {
    const declared = form.interest.trim() !== '';
    return declared ? [] : [{ field: 'interest', detail: 'Enter the interest that you declare' }];
  }
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

/** SHA-256 of a text, in hex. */
type Sha256 = (text: string) => string;

/**
 * R17. The order in which boroughs are asked to review: by the SHA-256 of proposal and borough, so that no borough always
 * comes first and nobody can choose the order. The lead is the last.
 */
function inOrderOfAsking(
  contributors: readonly Borough[],
  { lead, proposal, sha256 }: { readonly lead: BoroughCode; readonly proposal: ProposalId; readonly sha256: Sha256 },
): readonly Borough[] {
  const placed = contributors.map((borough) => ({ borough, place: sha256(`${proposal}#${borough.borough}`) }));
  const inOrder = placed.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ borough }) => borough);
  return [...inOrder.filter(({ borough }) => borough !== lead), ...inOrder.filter(({ borough }) => borough === lead)];
}

function decided(answered: readonly Answered[]): ReviewOutcome {
  const outcome = outcomeOf(answered.map(({ answer }) => answer.kind));
  return {
    outcome,
    reasons: answered.map(({ name, answer }) => `${name} ${said[answer.kind]}: ${quoted(answer.reasons)}`),
    conditions: answered.flatMap(conditionsOf),
  };
}

/** In double quotation marks. Those inside become single ones. */
export function quoted(text: string): string {
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
  if (requests.length === 0) return 'No contributor had an eligible reviewer by the deadline.';
  const names = [...new Set(requests.map(({ name }) => name))];
  return `No reviewer answered by the deadline. We asked reviewers of ${names.join(', ')}.`;
}
