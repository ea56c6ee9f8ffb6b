import { isLocked } from '../../domain/codes/one-time-code.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import {
  othersWereAsked,
  type ReviewAnswer,
  type ReviewAnswerKind,
  type ReviewFormKind,
  type ReviewRequest,
  reviewFaults,
  reviewFormKinds,
  reviewOutcome,
} from '../../domain/review/review.ts';
import { type DecidedBy, decidedBy, privateValuesOf } from '../../domain/sign-off/decided-by.ts';
import { type EligibleOfficer, mayAnswer, type Routing } from '../../domain/sign-off/officers.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { type AnswerPlan, refusing } from '../codes/answer-plan.ts';
import { type CodedRequest, type CodeReads, codesOf, judgeCode } from '../codes/one-time-codes.ts';
import { type Aside, type ChangeDependencies, changeWithCodes } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Change, Codes, People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import { closeReview } from '../steps/close-step.ts';
import { reviewRoutingOf } from '../steps/officer-routing.ts';
import { passOnFrom, passOnReview } from '../steps/pass-on-review.ts';
import { nextReviewRequests, reviewDue } from '../steps/review-requests.ts';
import { openUntil } from '../steps/round-of.ts';
import { contributionOf, isPastKeeping, requestOf, whyReviewDead } from '../views/answer-pages.ts';
import type { AnswerResult, FieldFault, FormValues } from '../views/answer-result.ts';
import { text } from '../views/given-answer.ts';
import type { DeadWhy } from '../views/pages.ts';
import { isOfRevision, reviewedHash } from '../views/shares-changed.ts';

/** What deciding on a review reads. It has no port that writes. */
export interface ReviewReads extends CodeReads {
  readonly proposals: Pick<Proposals, 'requests'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
}

export interface AnswerReviewDependencies extends ChangeDependencies, Omit<ReviewReads, 'proposals' | 'codes'> {
  readonly codes: Codes;
}

/**
 * R17. Records a reviewer's answer and, if it closes the review, the outcome. One transaction, which also checks that
 * the reviewer still has the role.
 */
export async function answerReview(
  deps: AnswerReviewDependencies,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const result = await changeWithCodes<AnswerResult, undefined>(
    deps,
    link.proposal,
    async () => undefined,
    (state) => decideReview(deps, state, link, form, at),
  );
  return result ?? { kind: 'unknown' };
}

async function decideReview(
  deps: ReviewReads,
  state: ProposalState,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerPlan> {
  const { head } = state;
  const request = requestOf(state, link);
  if (request === undefined) {
    return refusing(link.revision < head.revision ? { kind: 'changed', what: 'revision' } : { kind: 'unknown' });
  }
  const refused = refusedAlready(state, link, request, form, at);
  if (refused !== null) return refused;
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return refusing({ kind: 'unknown' });
  const routing: Routing = await reviewRoutingOf(deps, state, londonDate(at));
  const verdict = mayAnswer(borough, link.person, routing);
  if (verdict.kind !== 'ok') {
    const change = await passOnReview(deps, state, at);
    const dead = { kind: 'dead', notEligible: verdict.message } as const;
    return change === null ? refusing(dead) : { kind: 'commit', result: () => dead, change };
  }
  return judge(deps, { state, request, borough, eligible: verdict.eligible, at }, link, form);
}

/** Why this link cannot answer now, in the order in which its page explains it; null if it can answer. */
function refusedAlready(
  state: ProposalState,
  link: LinkRequest,
  request: ReviewRequest,
  form: FormValues,
  at: Instant,
): AnswerPlan | null {
  const used = usedBefore(request, link, form);
  if (used !== null && !isPastKeeping(state, at)) return refusing({ kind: used });
  const hash = form.revisionHash ?? '';
  if (!isOfRevision(hash, state.revision.hash)) return refusing({ kind: 'changed', what: 'revision' });
  const why = whyReviewDead(state, link, request, at);
  if (why !== null) return refusing({ kind: 'dead' }, lateAnswer(link, why, kindOf(form), at));
  return hash === reviewedHash(state) ? null : refusing({ kind: 'changed', what: 'shares' });
}

/** Whether this link recorded the same answer or interest, or a different one; null where it recorded nothing (R1). */
function usedBefore(
  { answer, passedOn }: ReviewRequest,
  link: LinkRequest,
  form: FormValues,
): 'same-again' | 'different' | null {
  if (answer?.link === link.hash) return isSameReview(answer, form) ? 'same-again' : 'different';
  if (passedOn?.link !== link.hash) return null;
  return form.answer === 'recuse' && text(form, 'interest') === passedOn.interest ? 'same-again' : 'different';
}

interface Case {
  readonly state: ProposalState;
  readonly request: ReviewRequest;
  readonly borough: Borough;
  readonly eligible: EligibleOfficer;
  readonly at: Instant;
}

/** What an eligible reviewer sent: its faults, then its code for the borough's share (R26), then the record. */
async function judge(deps: ReviewReads, subject: Case, link: LinkRequest, form: FormValues): Promise<AnswerPlan> {
  const { state, request, borough, eligible, at } = subject;
  const asked = codedRequest(state, request);
  const codes = await codesOf(deps, borough, asked);
  if (isLocked(codes, at)) return refusing({ kind: 'locked', justNow: false });
  const kind = kindOf(form);
  const faults = faultsOf(form);
  if (faults.length > 0 || kind === undefined) return refusing({ kind: 'faults', faults });
  const share = contributionOf(state, request.borough);
  const given = { answer: kind, upTo: null, share, typed: text(form, 'code') };
  const code = await judgeCode(deps, borough, asked, given, codes, at);
  if (code.kind === 'refused') return refusing(code.refusal, code.aside);
  const who = decidedBy(borough, eligible, null);
  if (kind === 'recuse')
    return declareInterest(deps, subject, { interest: text(form, 'interest'), link: link.hash, who }, code.used);
  const answer = answerOf(state, link, form, kind, who, at);
  return recordReview(deps, state, { ...request, answer }, answer, code.used, borough.version, at);
}

/** R17. The reviewer declared an interest and is out of the whole proposal (R1). The request passes on. */
async function declareInterest(
  deps: ReviewReads,
  { state, request, borough, at }: Case,
  { interest, link, who }: { readonly interest: string; readonly link: string; readonly who: DecidedBy },
  used: Pick<Change, 'codes'>,
): Promise<AnswerPlan> {
  const recused = [...state.head.recused, request.person];
  const passed: ReviewRequest = { ...request, passedOn: { at, why: 'recused', interest, link, decidedBy: who } };
  const change = await passOnFrom(deps, { ...state, head: { ...state.head, recused } }, [passed], at);
  if (change === null) throw new Error('A request that passes on is a change.');
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: {
      ...change,
      ...used,
      head: { ...change.head, recused },
      requiredVersions: [{ borough: borough.borough, version: borough.version }],
    },
  };
}

function codedRequest(state: ProposalState, { borough, person }: ReviewRequest): CodedRequest {
  const { id: proposal, revision } = state.head;
  return { proposal, revision, borough, reviewer: person, person, closesAt: openUntil(state) };
}

/** R5. The first answer after one of these is kept. An answer that is refused for another reason leaves no trace. */
const cameTooLate: ReadonlySet<DeadWhy> = new Set(['late', 'closed', 'ended']);

function lateAnswer(
  { borough, person }: LinkRequest,
  why: DeadWhy,
  kind: ReviewFormKind | undefined,
  at: Instant,
): Aside | undefined {
  if (!cameTooLate.has(why) || kind === undefined) return undefined;
  return { kind: 'late-answer', borough, late: { kind, at, by: person }, reviewer: person };
}

function kindOf(form: FormValues): ReviewFormKind | undefined {
  return reviewFormKinds.find((each) => each === form.answer);
}

/** Faults use the field names of the review form: the reasons are its `comment`. */
function faultsOf(form: FormValues): readonly FieldFault[] {
  const kind = kindOf(form);
  const faults: FieldFault[] = [];
  if (kind === undefined) faults.push({ field: 'answer', message: 'Select your recommendation' });
  else {
    const given = {
      ...{ kind, reasons: text(form, 'comment') },
      ...{ conditions: text(form, 'conditions'), interest: text(form, 'interest') },
    };
    for (const { field, detail } of reviewFaults(given)) {
      faults.push({ field: field === 'reasons' ? 'comment' : field, message: detail });
    }
  }
  if (form.declaration !== 'yes') {
    faults.push({ field: 'declaration', message: 'Tick the box to confirm that you can give this answer' });
  }
  return faults;
}

function answerOf(
  { head }: ProposalState,
  link: LinkRequest,
  form: FormValues,
  kind: ReviewAnswerKind,
  who: DecidedBy,
  at: Instant,
): ReviewAnswer {
  return {
    kind,
    at,
    by: link.person,
    authority: who.authority,
    reasons: text(form, 'comment'),
    conditions: kind === 'recommend-with-conditions' ? text(form, 'conditions') : null,
    link: link.hash,
    record: `${head.reference}-${head.revision}-${link.borough}-review`,
    decidedBy: who,
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
  deps: ReviewReads,
  state: ProposalState,
  answered: ReviewRequest,
  answer: ReviewAnswer,
  used: Pick<Change, 'codes'>,
  version: number,
  at: Instant,
): Promise<AnswerPlan> {
  const { head, revision } = state;
  const isAnswered = ({ borough, person }: ReviewRequest): boolean =>
    borough === answered.borough && person === answered.person;
  const next = { ...state, reviews: state.reviews.map((each) => (isAnswered(each) ? answered : each)) };
  const closesAt = openUntil(state);
  const { minimum } = revision.scheme.review;
  // The next sweep asks the reviewers who are left.
  const othersLeft = (await nextReviewRequests(deps, next, at)).length > 0;
  const lastDeadline = othersWereAsked(next.reviews);
  const progress = reviewOutcome({ requests: next.reviews, minimum, at, closesAt, othersLeft, lastDeadline });
  const closing = progress.kind === 'decided' ? closeReview(deps.redrive, next, progress, at) : null;
  const { mails = [], outbox = [], ...parts } = closing ?? {};
  const about = { borough: answered.borough, revision: head.revision };
  const event: UnsealedEvent = {
    type: 'review-answered',
    at,
    actor: { kind: 'person', person: answer.by },
    data: { ...about, kind: answer.kind },
    private: {
      comment: answer.reasons,
      ...(answer.conditions === null ? {} : { conditions: answer.conditions }),
      ...(answer.decidedBy && privateValuesOf(answer.decidedBy)),
    },
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
