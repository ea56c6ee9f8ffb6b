import { isLocked } from '../../domain/codes/one-time-code.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import {
  type ReviewAnswer,
  type ReviewAnswerKind,
  type ReviewRequest,
  reviewAnswerKinds,
  reviewFaults,
  reviewOutcome,
} from '../../domain/review/review.ts';
import { mayAnswer, type Routing } from '../../domain/sign-off/officers.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { type CodeDependencies, type CodedRequest, checkCode, codesOf } from '../codes/one-time-codes.ts';
import { type ChangeDependencies, changeProposal, type Plan } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Change, People } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import { closeReview } from '../steps/close-step.ts';
import { reviewRoutingOf } from '../steps/officer-routing.ts';
import { passOnReview } from '../steps/pass-on-review.ts';
import { nextReviewRequests, reviewDue } from '../steps/review-requests.ts';
import { openUntil } from '../steps/round-of.ts';
import {
  changedView,
  contributionOf,
  deadLink,
  isPastKeeping,
  lockedView,
  requestOf,
  reviewPageView,
  sharedAgainView,
  usedReviewView,
  whyReviewDead,
} from '../views/answer-pages.ts';
import type { AnswerResult, FieldFault, FormValues } from '../views/answer-result.ts';
import { text } from '../views/given-answer.ts';
import type { DeadWhy } from '../views/pages.ts';
import { isOfRevision, reviewedHash } from '../views/shares-changed.ts';

export interface AnswerReviewDependencies extends ChangeDependencies, CodeDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
}

/**
 * R17. Records a reviewer's answer and, where it is the one that closes the review, its outcome, in one transaction that also
 * checks that the reviewer still holds the role.
 */
export async function answerReview(
  deps: AnswerReviewDependencies,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const result = await changeProposal<AnswerResult>(deps, link.proposal, (state) =>
    decideReview(deps, state, link, form, at),
  );
  return result ?? { kind: 'unknown' };
}

async function decideReview(
  deps: AnswerReviewDependencies,
  state: ProposalState,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<Plan<AnswerResult>> {
  const { head, revision } = state;
  const request = requestOf(state, link);
  if (request === undefined) {
    const replaced = link.revision < head.revision;
    return { kind: 'skip', result: replaced ? await changedView(deps, state, link) : { kind: 'unknown' } };
  }
  const used = isPastKeeping(state, at) ? null : await usedReviewView(deps, state, link, request);
  if (used !== null) {
    const same = isSameReview(used.answer, form);
    return { kind: 'skip', result: same ? { kind: 'same-again' } : { kind: 'different', confirmation: used } };
  }
  const hash = form.revisionHash ?? '';
  if (!isOfRevision(hash, revision.hash)) return { kind: 'skip', result: await changedView(deps, state, link) };
  const why = whyReviewDead(state, link, request, at);
  if (why !== null) {
    await keepIfLate(deps, state, link, why, kindOf(form), at);
    return { kind: 'skip', result: deadLink(state, request.name, why) };
  }
  if (hash !== reviewedHash(state)) return { kind: 'skip', result: await sharedAgainView(deps, state) };
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { kind: 'skip', result: { kind: 'unknown' } };
  const routing: Routing = await reviewRoutingOf(deps, state, londonDate(at));
  const verdict = mayAnswer(borough, link.person, routing);
  if (verdict.kind !== 'ok') {
    const dead = { ...deadLink(state, request.name, 'not-eligible'), detail: verdict.message };
    const change = await passOnReview(deps, state, at);
    return change === null ? { kind: 'skip', result: dead } : { kind: 'commit', result: () => dead, change };
  }
  return judge(deps, { state, request, borough, authority: verdict.eligible.officer.authority, at }, link, form);
}

interface Case {
  readonly state: ProposalState;
  readonly request: ReviewRequest;
  readonly borough: Borough;
  /** Under which the reviewer acts. */
  readonly authority: string;
  readonly at: Instant;
}

/** The answer of somebody who may give it: its faults, then its code (R26), which is about what the borough is to pay, then the record. */
async function judge(
  deps: AnswerReviewDependencies,
  subject: Case,
  link: LinkRequest,
  form: FormValues,
): Promise<Plan<AnswerResult>> {
  const { state, request, borough, authority, at } = subject;
  const again = async () => ({
    page: await reviewPageView(deps, state, request, borough),
    values: form,
  });
  const asked = codedRequest(state, request);
  const codes = await codesOf(deps, borough, asked);
  if (isLocked(codes, at)) {
    return { kind: 'skip', result: { ...lockedView(state, request.name, at), justNow: false } };
  }
  const faults = faultsOf(form);
  if (faults.length > 0) return { kind: 'skip', result: { kind: 'faults', faults, ...(await again()) } };
  const answer = answerOf(state, link, form, authority, at);
  const share = contributionOf(state, request.borough);
  const given = { answer: answer.kind, upTo: null, share, typed: text(form, 'code') };
  const code = await checkCode(deps, borough, asked, given, codes, at);
  if (code.kind === 'retry') return code;
  if (code.kind === 'refused') return { kind: 'skip', result: { ...code.refusal, ...(await again()) } };
  if (code.kind === 'locked') return { kind: 'skip', result: { ...lockedView(state, request.name, at), ...code } };
  return recordReview(deps, state, { ...request, answer }, answer, code.used, borough.version, at);
}

function codedRequest(state: ProposalState, { borough, person }: ReviewRequest): CodedRequest {
  const { id: proposal, revision } = state.head;
  return { proposal, revision, borough, reviewer: person, person, closesAt: openUntil(state) };
}

/** R5. Of these the first answer is kept; one that is refused for another reason leaves no trace. */
const cameTooLate: ReadonlySet<DeadWhy> = new Set(['late', 'closed', 'ended']);

async function keepIfLate(
  { proposals }: AnswerReviewDependencies,
  { head }: ProposalState,
  { borough, person }: LinkRequest,
  why: DeadWhy,
  kind: ReviewAnswerKind | undefined,
  at: Instant,
): Promise<void> {
  if (!cameTooLate.has(why) || kind === undefined) return;
  await proposals.keepLate(head.id, head.revision, borough, { kind, at, by: person }, person);
}

function kindOf(form: FormValues): ReviewAnswerKind | undefined {
  return reviewAnswerKinds.find((each) => each === form.answer);
}

/** Fields of the review form are named as on the page: the reasons are its `comment`. */
function faultsOf(form: FormValues): readonly FieldFault[] {
  const kind = kindOf(form);
  const faults: FieldFault[] = [];
  if (kind === undefined) faults.push({ field: 'answer', message: 'Select your recommendation' });
  else {
    const given = { kind, reasons: text(form, 'comment'), conditions: text(form, 'conditions') };
    for (const { field, detail } of reviewFaults(given)) {
      faults.push({ field: field === 'reasons' ? 'comment' : field, message: detail });
    }
  }
  if (form.declaration !== 'yes') {
    faults.push({ field: 'declaration', message: 'Tick the declaration to confirm that you may give this answer' });
  }
  return faults;
}

function answerOf(
  { head }: ProposalState,
  link: LinkRequest,
  form: FormValues,
  authority: string,
  at: Instant,
): ReviewAnswer {
  const kind = kindOf(form);
  if (kind === undefined) throw new Error('Faults were found before this.');
  return {
    kind,
    at,
    by: link.person,
    authority,
    reasons: text(form, 'comment'),
    conditions: kind === 'recommend-with-conditions' ? text(form, 'conditions') : null,
    link: link.hash,
    record: `${head.reference}-${head.revision}-${link.borough}-review`,
  };
}

function isSameReview(recorded: ReviewAnswer, form: FormValues): boolean {
  const conditions = recorded.conditions ?? '';
  return (
    recorded.kind === form.answer &&
    recorded.reasons === text(form, 'comment') &&
    conditions === text(form, 'conditions')
  );
}

async function recordReview(
  deps: AnswerReviewDependencies,
  state: ProposalState,
  answered: ReviewRequest,
  answer: ReviewAnswer,
  used: Pick<Change, 'codes'>,
  version: number,
  at: Instant,
): Promise<Plan<AnswerResult>> {
  const { head, revision } = state;
  const isAnswered = ({ borough, person }: ReviewRequest): boolean =>
    borough === answered.borough && person === answered.person;
  const next = { ...state, reviews: state.reviews.map((each) => (isAnswered(each) ? answered : each)) };
  const closesAt = openUntil(state);
  const { minimum } = revision.scheme.review;
  // Whoever is left is asked by the next sweep.
  const othersLeft = (await nextReviewRequests(deps, next, at)).length > 0;
  const progress = reviewOutcome({ requests: next.reviews, minimum, at, closesAt, othersLeft });
  const closing = progress.kind === 'decided' ? closeReview(deps.redrive, next, progress, at) : null;
  const { mails = [], outbox = [], ...parts } = closing ?? {};
  const about = { borough: answered.borough, revision: head.revision };
  const event: UnsealedEvent = {
    type: 'review-answered',
    at,
    actor: { kind: 'person', person: answer.by },
    data: { ...about, kind: answer.kind },
    private: { comment: answer.reasons, ...(answer.conditions === null ? {} : { conditions: answer.conditions }) },
  };
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: {
      ...parts,
      ...used,
      head: closing?.head ?? { due: reviewDue(deps, next, at) },
      events: [event, ...(closing?.events ?? [])],
      reviews: [answered],
      requiredVersions: [{ borough: answered.borough, version }],
      outbox: [
        ...emailEntry(deps.redrive, head, [{ mail: 'review-receipt', to: answer.by, ...about }, ...mails], at),
        ...outbox,
      ],
    },
  };
}
