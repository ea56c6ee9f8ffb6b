import { lockedUntil, needsCode } from '../../domain/codes/one-time-code.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { needsValueJudgement, type ReviewRequest } from '../../domain/review/review.ts';
import { changesBetween, type FieldChange } from '../../domain/revision/field-changes.ts';
import { parameterSetChange } from '../../domain/revision/parameter-set-change.ts';
import { ruleChanges } from '../../domain/revision/scheme-changes.ts';
import { isLargeEnough } from '../../domain/sign-off/ballots.ts';
import { type DecidedBy, postOf } from '../../domain/sign-off/decided-by.ts';
import { isKeyDecision } from '../../domain/sign-off/key-decision.ts';
import type { EligibleOfficer } from '../../domain/sign-off/officers.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import {
  type AskedOfficer,
  boroughName,
  highestLimitOf,
  type SignOffAnswer,
  type SignOffRequest,
} from '../../domain/sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import { addMonths, type Instant, inWords } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { partnerWord } from '../../domain/vocabulary/partner.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { People, Proposals } from '../ports/record.ts';
import { firmOnly, openForAnswersUntil, openUntil, roundDeadline } from '../steps/round-of.ts';
import { explanationFor } from './explanation.ts';
import { limitAdvice } from './limit-advice.ts';
import type {
  ChangedPage,
  CodeNotice,
  DeadLink,
  DeadWhy,
  Firm,
  LockedLink,
  RecordedAnswer,
  RecordedNow,
  RecusalConfirmation,
  ReviewConfirmation,
  ReviewPage,
  SignOffPage,
} from './pages.ts';
import { roundTerms } from './round-terms.ts';
import { comparedRevision, setAsideView } from './set-aside-view.ts';
import { reviewedHash, sharesChanged } from './shares-changed.ts';
import {
  benefitsOf,
  calledPartners,
  costsOf,
  headingOf,
  nameOf,
  peopleOf,
  prefilledReasons,
  recordedName,
  ruleInWords,
  standingsOf,
  yearsOf,
} from './view-parts.ts';

export interface ViewDependencies {
  readonly proposals: Pick<Proposals, 'revision' | 'requests'>;
  readonly people: People;
}

/** The page on which an officer answers for a borough (R1). */
export async function signOffPageView(
  deps: ViewDependencies,
  state: ProposalState,
  request: SignOffRequest,
  borough: Pick<Borough, 'codeAbove' | 'deemedApproval' | 'name' | 'keyDecisionAbove' | 'callInWorkingDays'>,
  { officer, role, onBehalfOf }: EligibleOfficer,
  at: Instant,
): Promise<SignOffPage> {
  const { head, revision, requests, appraisal } = state;
  const people = await peopleOf(deps, [revision.content.proposer, onBehalfOf]);
  const { total, scheme } = revision;
  const limits = limitAdvice(state, request, officer.limit);
  const comparedWith = comparedRevision(request, head.revision);
  return {
    kind: 'sign-off',
    heading: headingOf(state, people),
    borough: { code: request.borough, name: request.name, lead: request.lead },
    officer: {
      name: officer.name,
      post: postOf(borough, officer, role),
      authority: officer.authority,
      limit: officer.limit,
      onBehalfOf: onBehalfOf === null ? null : nameOf(people, onBehalfOf),
    },
    asked: request.asked,
    ownLines: request.ownLines,
    ...limits,
    terms: roundTerms(state, request, borough, at),
    prefilledReasons: prefilledReasons(state, request, limits.suggestedLimit),
    standings: standingsOf(state),
    closesAt: openUntil(state),
    years: yearsOf(revision),
    costs: costsOf(revision, requests),
    benefits: benefitsOf(revision, requests),
    pledges: revision.content.pledges,
    appraisal,
    boroughAppraisal: appraisal.boroughs.find(({ borough }) => borough === request.borough) ?? null,
    explain: () => explanationFor(state, request.borough),
    setAside: await setAsideView(deps, state, request),
    changes: await changesSince(deps, state, comparedWith),
    comparedWith,
    ruleInWords: ruleInWords(scheme.decisionRule, partnerWord(state.requests)),
    keyDecision: keyDecisionRule(borough, Math.min(total, officer.limit ?? total)),
    code: codeNotice(borough, request.asked, Math.min(total, officer.limit ?? total)),
    revisionHash: revision.hash,
    replaces: await recordedNow(deps, request),
    firm: firmOf(state, request, at),
  };
}

/** R1. The answer that a new one would replace. */
async function recordedNow(deps: ViewDependencies, { answer }: SignOffRequest): Promise<RecordedNow | null> {
  if (answer === null) return null;
  const { record, kind, upTo, at, by, decidedBy } = answer;
  const name = by === null ? null : recordedName(await peopleOf(deps, [by]), by, decidedBy?.name);
  return { record, answer: kind, upTo, at, by: name };
}

/** R1. What a borough may still decide on the last working day and while a top-up runs. */
function firmOf(state: ProposalState, request: SignOffRequest, at: Instant): Firm | null {
  const why = firmOnly(state, at);
  const least = highestLimitOf(request);
  return why === null || (why === 'last-working-day' && request.answer === null) ? null : { why, least };
}

/** R29. `most` is the most that the officer may approve. */
function keyDecisionRule(
  { keyDecisionAbove, callInWorkingDays }: Pick<Borough, 'keyDecisionAbove' | 'callInWorkingDays'>,
  most: Pence,
): SignOffPage['keyDecision'] {
  if (keyDecisionAbove === null || !isKeyDecision({ keyDecisionAbove }, most)) return null;
  return { above: keyDecisionAbove, callInWorkingDays };
}

/** The page on which a reviewer answers (R17). */
export async function reviewPageView(
  deps: ViewDependencies,
  state: ProposalState,
  request: ReviewRequest,
  borough: Borough,
): Promise<ReviewPage> {
  const { revision, requests, appraisal } = state;
  const people = await peopleOf(deps, [revision.content.proposer, request.person]);
  return {
    kind: 'review',
    heading: headingOf(state, people),
    borough: { code: request.borough, name: request.name },
    reviewer: {
      name: nameOf(people, request.person),
      post: postOf(borough, borough.officers.find(({ id }) => id === request.officer) ?? {}, 'reviewer'),
    },
    closesAt: openUntil(state),
    standings: standingsOf(state),
    contributions: state.contributions.map(({ borough, amount }) => ({
      borough: boroughName(requests, borough),
      amount,
    })),
    years: yearsOf(revision),
    costs: costsOf(revision, requests),
    benefits: benefitsOf(revision, requests),
    pledges: revision.content.pledges,
    appraisal,
    explain: () => explanationFor(state, request.borough),
    changes: sharesChanged(state),
    needsValueJudgement: needsValueJudgement(appraisal),
    code: codeNotice(borough, contributionOf(state, request.borough), null),
    revisionHash: reviewedHash(state),
  };
}

/** What a borough must pay, in pence. A reviewer's answer is about this amount (R26). */
export function contributionOf({ contributions }: Pick<ProposalState, 'contributions'>, code: BoroughCode): Pence {
  return contributions.find(({ borough }) => borough === code)?.amount ?? 0;
}

/**
 * R26. The amount that an answer to a confirm link is about, in pence: what the borough must pay, or its limit while no
 * contributions are in force, because an approval was revoked and all is judged at the end (R29).
 */
export function amountToConfirm(state: Pick<ProposalState, 'contributions'>, request: SignOffRequest): Pence {
  return contributionOf(state, request.borough) || (request.answer?.upTo ?? 0);
}

/** R26. `most` is the most that may be approved; null if an answer approves no amount. */
export function codeNotice(borough: Pick<Borough, 'codeAbove'>, share: Pence, most: Pence | null): CodeNotice | null {
  if (borough.codeAbove === null || !needsCode(borough, { share, upTo: most })) return null;
  return { above: borough.codeAbove, always: needsCode(borough, { share, upTo: null }) };
}

/** What changed between an earlier revision and the current one, field by field. Empty if there is no earlier one. */
export async function changesSince(
  deps: ViewDependencies,
  { head, revision, requests }: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  earlier: number,
): Promise<readonly FieldChange[]> {
  if (earlier < 1 || earlier >= head.revision) return [];
  const before = await deps.proposals.revision(head.id, earlier);
  if (before === undefined) return [];
  // A borough that the revision left out keeps the name that it had then.
  const asked = [...requests, ...(await deps.proposals.requests(head.id, earlier))];
  const contents = changesBetween(before.content, revision.content, (borough) => boroughName(asked, borough));
  return [
    ...contents,
    ...ruleChanges(before.scheme, revision.scheme, partnerWord(asked)),
    ...parameterSetChange(before.parameters, revision.parameters),
  ];
}

/** The request that a link of an earlier revision was for. */
export async function earlierRequest(
  deps: { readonly proposals: Pick<Proposals, 'requests'> },
  link: Pick<LinkRequest, 'proposal' | 'revision' | 'borough'>,
): Promise<SignOffRequest | undefined> {
  const requests = await deps.proposals.requests(link.proposal, link.revision);
  return requests.find(({ borough }) => borough === link.borough);
}

/** The confirmation of an interest that was declared by this very link; null if none was (R1). */
export async function recusalView(
  deps: ViewDependencies,
  { head, revision, requests }: ProposalState,
  link: Pick<LinkRequest, 'hash' | 'person' | 'revision'>,
  request: SignOffRequest,
): Promise<RecusalConfirmation | null> {
  const recusal = request.asks.find(({ passedOn }) => passedOn?.link === link.hash);
  if (!recusal?.passedOn) return null;
  const { at, interest = '', decidedBy } = recusal.passedOn;
  const people = await peopleOf(deps, [link.person]);
  const setAside = request.answeredBefore?.includes(link.person) === true;
  return {
    kind: 'recusal-confirmation',
    heading: {
      reference: head.reference,
      title: revision.content.title,
      ...calledPartners(requests),
      revision: link.revision,
    },
    borough: request.name,
    by: recordedName(people, link.person, decidedBy?.name),
    post: decidedBy?.post ?? null,
    at,
    interest,
    passedOn: isAskedElsewhere(request, recusal, at),
    asked: 'officer',
    answer: setAside ? 'set-aside' : request.answer === null ? null : 'of-another-officer',
  };
}

/** What was recorded as a borough's answer to a revision (R1, R20). */
export async function recordedView(
  deps: ViewDependencies,
  state: ProposalState,
  request: SignOffRequest,
  answer: SignOffAnswer,
  revision: number,
): Promise<RecordedAnswer> {
  const { head } = state;
  const people = await peopleOf(deps, [answer.by, answer.onBehalfOf]);
  const who = answer.decidedBy;
  // An approval that stayed in force was given for the figures of its own revision (R7).
  const answered = answer.answeredRevision ?? revision;
  return {
    kind: 'sign-off-confirmation',
    heading: {
      reference: head.reference,
      title: state.revision.content.title,
      ...calledPartners(state.requests),
      revision: answered,
    },
    borough: request.name,
    by: answer.by === null ? 'No officer. Silence counted as approval' : recordedName(people, answer.by, who?.name),
    post: who?.post ?? null,
    onBehalfOf: answer.onBehalfOf && recordedName(people, answer.onBehalfOf, who?.onBehalfOf),
    answer,
    pledges: await pledgedBy(deps, state, answer, answered),
    asked: request.asked,
    tooSmall: tooSmall(state, request, answer, revision),
    status: head.status,
    closesAt: head.closesAt,
    revoked: request.revoked === undefined ? null : { at: request.revoked.at, reason: request.revoked.reason },
  };
}

/** R3. The percentage of the share that an approval of the current revision did not reach; else null. */
function tooSmall(
  { head, revision: { scheme } }: ProposalState,
  request: SignOffRequest,
  { kind, upTo }: SignOffAnswer,
  answered: number,
): number | null {
  if (kind !== 'approve' || upTo === null || answered !== head.revision) return null;
  return isLargeEnough(request, upTo, scheme) ? null : scheme.countsFrom;
}

/** R18. What an answer to a revision pledged, 0 included. A field that was left empty is not a pledge. */
async function pledgedBy(
  { proposals }: ViewDependencies,
  { head, revision }: ProposalState,
  { pledged }: Pick<SignOffAnswer, 'pledged'>,
  answered: number,
): Promise<RecordedAnswer['pledges']> {
  if (pledged.every((number) => number === null)) return [];
  const asked = answered === head.revision ? revision : await proposals.revision(head.id, answered);
  const units = asked?.content.pledges ?? [];
  return units.flatMap(({ unit }, index) => {
    const number = pledged[index] ?? null;
    return number === null ? [] : [{ unit, number }];
  });
}

/** Whether another officer still held a request when this ask passed on, or was asked then or later. */
function isAskedElsewhere({ asks }: SignOffRequest, mine: AskedOfficer, since: Instant): boolean {
  const place = asks.indexOf(mine);
  return asks.some((ask, at) => {
    if (ask === mine) return false;
    return ask.passedOn === null || ask.passedOn.at > since || (at > place && ask.askedAt >= since);
  });
}

/** Why a sign-off link no longer acts. */
export async function deadView(
  deps: ViewDependencies,
  state: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  at: Instant,
  detail: string | null = null,
): Promise<DeadLink> {
  const { answer } = request;
  const people = await peopleOf(deps, [answer?.by]);
  const recorded =
    answer === null
      ? null
      : {
          answer: answer.kind,
          at: answer.at,
          by: answer.by === null ? 'silence' : recordedName(people, answer.by, answer.decidedBy?.name),
        };
  const revoked =
    request.revoked &&
    `The secretariat withdrew the approval at ${inWords(request.revoked.at)}. ${request.name} now takes no part.`;
  return {
    ...deadLink(state, request.name, whyDead(state, link, request, at, detail)),
    recorded,
    closesAt: roundDeadline(state),
    detail: detail ?? revoked ?? null,
  };
}

/** R26. A request that wrong codes have locked for the day of `at`. */
export function lockedView(state: ProposalState, borough: string, at: Instant): LockedLink {
  const { head, revision } = state;
  return lockedLink({ reference: head.reference, title: revision.content.title, borough }, openUntil(state), at);
}

/** A dead link without anything recorded. */
export function deadLink({ head, revision, requests }: ProposalState, borough: string | null, why: DeadWhy): DeadLink {
  return {
    kind: 'dead',
    why,
    heading: { reference: head.reference, title: revision.content.title, ...calledPartners(requests) },
    borough,
    status: head.status,
    ending: head.ending,
    endedAt: head.endedAt,
    closesAt: head.closesAt,
    recorded: null,
    detail: null,
  };
}

/** Links are kept for 13 months after the end, so that their page can say what happened (R25). */
export function isPastKeeping({ head }: Pick<ProposalState, 'head'>, at: Instant): boolean {
  return head.endedAt !== null && at >= addMonths(head.endedAt, 13);
}

function whyDead(
  state: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  at: Instant,
  detail: string | null,
): DeadWhy {
  const { head } = state;
  if (isPastKeeping(state, at)) return 'expired';
  if (link.revision !== head.revision) return 'replaced';
  if (request.answer !== null) return 'answered';
  if (head.ending !== null) return 'ended';
  if (head.status !== 'sign-off') return 'closed';
  if (isLate(at, openForAnswersUntil(state))) return 'late';
  const mine = request.asks.find(({ person }) => person === link.person);
  if (mine?.passedOn?.why === 'recused') return 'passed-on';
  return detail === null && mine?.passedOn ? 'passed-on' : 'not-eligible';
}

/** The confirmation of what a reviewer sent by this very link; null if the link was not used. */
export async function usedReviewView(
  deps: ViewDependencies,
  { head, revision, reviews }: ProposalState,
  link: Pick<LinkRequest, 'hash' | 'person' | 'revision'>,
  request: ReviewRequest,
): Promise<ReviewConfirmation | RecusalConfirmation | null> {
  const { answer, passedOn, name } = request;
  const heading = { reference: head.reference, title: revision.content.title, revision: link.revision };
  if (answer?.link === link.hash) {
    const people = await peopleOf(deps, [link.person]);
    const who = whoDecided(people, link.person, answer.decidedBy);
    return { kind: 'review-confirmation', heading, borough: name, ...who, answer, status: head.status };
  }
  if (passedOn?.link !== link.hash) return null;
  const people = await peopleOf(deps, [link.person]);
  return {
    kind: 'recusal-confirmation',
    heading,
    borough: name,
    ...whoDecided(people, link.person, passedOn.decidedBy),
    at: passedOn.at,
    interest: passedOn.interest ?? '',
    passedOn: reviews.some(({ askedAt }) => askedAt >= passedOn.at),
    asked: 'reviewer',
    answer: null,
  };
}

function whoDecided(
  people: Parameters<typeof recordedName>[0],
  person: PersonId,
  decided: DecidedBy | undefined,
): { readonly by: string; readonly post: string | null } {
  return { by: recordedName(people, person, decided?.name), post: decided?.post ?? null };
}

/** The form was for another revision, or the revision was replaced: what changed since the link's revision (R24). */
export async function changedView(
  deps: ViewDependencies,
  state: ProposalState,
  link: Pick<LinkRequest, 'revision'>,
): Promise<ChangedPage> {
  const people = await peopleOf(deps, [state.revision.content.proposer]);
  return {
    kind: 'changed',
    what: 'revision',
    heading: headingOf(state, people),
    changes: await changesSince(deps, state, link.revision),
  };
}

/** The form showed the figures before the cost was shared again: what each borough pays now (R24, R29). */
export async function sharedAgainView(deps: ViewDependencies, state: ProposalState): Promise<ChangedPage> {
  const people = await peopleOf(deps, [state.revision.content.proposer]);
  return { kind: 'changed', what: 'shares', heading: headingOf(state, people), changes: sharesChanged(state) };
}

/** R26. What a locked request shows. */
export function lockedLink(
  { reference, title, borough }: { readonly reference: string; readonly title: string; readonly borough: string },
  closesAt: Instant,
  at: Instant,
): LockedLink {
  const until = lockedUntil(at);
  return { kind: 'locked', heading: { reference, title }, borough, until: until < closesAt ? until : null, closesAt };
}

/** The request that a link of the current revision is for. */
export function requestOf(state: ProposalState, link: LinkRequest): ReviewRequest | undefined {
  if (link.revision !== state.head.revision) return undefined;
  return state.reviews.find(({ borough, person }) => borough === link.borough && person === link.person);
}

/** Why a review link no longer acts; null if it still acts. */
export function whyReviewDead(
  state: ProposalState,
  link: LinkRequest,
  request: ReviewRequest | undefined,
  at: Instant,
): DeadWhy | null {
  const { head } = state;
  if (isPastKeeping(state, at)) return 'expired';
  if (link.revision !== head.revision || request === undefined) return 'replaced';
  if (request.answer !== null) return 'answered';
  if (head.ending !== null) return 'ended';
  if (head.status !== 'roi-review') return 'closed';
  if (request.passedOn !== null) return passedOnBecause[request.passedOn.why];
  return head.closesAt !== null && isLate(at, head.closesAt) ? 'late' : null;
}

const passedOnBecause = {
  deadline: 'late',
  'not-eligible': 'not-eligible',
  'takes-no-part': 'takes-no-part',
  recused: 'passed-on',
} as const satisfies Record<NonNullable<ReviewRequest['passedOn']>['why'], DeadWhy>;
