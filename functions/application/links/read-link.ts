import { isLocked } from '../../domain/codes/one-time-code.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { mayAnswer } from '../../domain/sign-off/officers.ts';
import { mayReplace } from '../../domain/sign-off/replacement.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { boroughName, type SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { addDays, type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { codesOf } from '../codes/one-time-codes.ts';
import type { Codes, Links, People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import type { Clock, Digests } from '../ports/system.ts';
import { plainEndingReasons } from '../steps/ending-reasons.ts';
import { reviewRoutingOf, routingOf } from '../steps/officer-routing.ts';
import { openForAnswersUntil } from '../steps/round-of.ts';
import {
  changedView,
  deadLink,
  deadView,
  earlierRequest,
  isPastKeeping,
  lockedView,
  recordedView,
  recusalView,
  requestOf,
  reviewPageView,
  sharedAgainView,
  signOffPageView,
  usedReviewView,
  whyReviewDead,
} from '../views/answer-pages.ts';
import { confirmPageView, whyConfirmDead } from '../views/confirm-page.ts';
import { explanationFor } from '../views/explanation.ts';
import type { ChangedPage, LinkView, LockedLink, NoChange, SignOffPage, TrackingPage } from '../views/pages.ts';
import { headingOf, peopleOf, standingsOf } from '../views/view-parts.ts';
import { waitingOn } from '../views/waiting-on.ts';

export interface ReadLinkDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'revision' | 'requests'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly links: Pick<Links, 'get'>;
  readonly codes: Pick<Codes, 'get'>;
  readonly digests: Pick<Digests, 'sha256'>;
  readonly clock: Clock;
}

/** The path of a link: `/d/…` answers, `/t/…` only reads. */
export type LinkAddress = 'answer' | 'tracking';

/**
 * What a link shows (R1, R24, R25). Opening it writes nothing, however often it is opened. The shape of `token` was
 * already checked. `unknown`: no such link exists for this path.
 */
export async function readLink(deps: ReadLinkDependencies, address: LinkAddress, token: string): Promise<LinkView> {
  const link = await deps.links.get(deps.digests.sha256(token));
  if (link === undefined || (link.purpose === 'tracking') !== (address === 'tracking')) return { kind: 'unknown' };
  const state = await deps.proposals.load(link.proposal);
  if (state === undefined) return { kind: 'unknown' };
  const at = deps.clock.now();
  if (link.purpose === 'tracking') return trackingView(deps, state, at);
  if (link.borough === null) return { kind: 'unknown' };
  const request: LinkRequest = { ...link, borough: link.borough };
  if (link.purpose === 'sign-off') return signOffView(deps, state, request, at);
  return link.purpose === 'review' ? reviewView(deps, state, request, at) : confirmView(deps, state, request, at);
}

/** What changed since the form that this link sent. `unknown`: no such link, or a tracking link, which sends no form. */
export async function readChanges(
  deps: Pick<ReadLinkDependencies, 'links' | 'proposals' | 'people' | 'digests'>,
  token: string,
  what: ChangedPage['what'],
): Promise<ChangedPage | Extract<LinkView, { kind: 'unknown' }>> {
  const link = await deps.links.get(deps.digests.sha256(token));
  const state = link === undefined ? undefined : await deps.proposals.load(link.proposal);
  if (link === undefined || link.purpose === 'tracking' || state === undefined) return { kind: 'unknown' };
  const sameRevision = link.revision === state.head.revision;
  return what === 'shares' && sameRevision ? sharedAgainView(deps, state) : changedView(deps, state, link);
}

async function signOffView(
  deps: ReadLinkDependencies,
  state: ProposalState,
  link: LinkRequest,
  at: Instant,
): Promise<LinkView> {
  const current = link.revision === state.head.revision;
  const request = current
    ? state.requests.find(({ borough }) => borough === link.borough)
    : await earlierRequest(deps, link);
  if (request === undefined) return { kind: 'unknown' };
  const isKept = current && !isPastKeeping(state, at);
  const recusal = isKept ? await recusalView(deps, state, link, request) : null;
  if (recusal !== null) return recusal;
  const form = isKept ? await formOf(deps, state, link, request, at) : ({ kind: 'no-change', why: 'closed' } as const);
  const { answer } = request;
  if (answer === null) {
    if (form.kind !== 'no-change') return form;
    return deadView(deps, state, link, request, at, form.detail);
  }
  // Everybody who may decide for the borough sees its decision, and so does the officer who gave it (R1).
  const sees = isKept && (answer.link === link.hash || form.kind !== 'no-change' || form.why === 'too-often');
  if (!sees) return deadView(deps, state, link, request, at);
  return { ...(await recordedView(deps, state, request, answer, link.revision)), change: form };
}

/** The form of a request for this person, to answer it or to replace its answer; a lock; or why there is no form. */
async function formOf(
  deps: ReadLinkDependencies,
  state: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  at: Instant,
): Promise<SignOffPage | LockedLink | (NoChange & { readonly detail?: string })> {
  if (state.head.status !== 'sign-off' || isLate(at, openForAnswersUntil(state)))
    return { kind: 'no-change', why: 'closed' };
  const may = mayReplace(request);
  if (may === 'revoked') return { kind: 'no-change', why: may };
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { kind: 'no-change', why: 'not-eligible' };
  const verdict = mayAnswer(borough, link.person, await routingOf(deps, state, request, londonDate(at)));
  if (verdict.kind !== 'ok') return { kind: 'no-change', why: 'not-eligible', detail: verdict.message };
  if (may === 'too-often') return { kind: 'no-change', why: may };
  if (isLocked(await codesOf(deps, borough, { ...link, reviewer: null }), at)) {
    return lockedView(state, request.name, at);
  }
  return signOffPageView(deps, state, request, borough, verdict.eligible, at);
}

async function reviewView(
  deps: ReadLinkDependencies,
  state: ProposalState,
  link: LinkRequest,
  at: Instant,
): Promise<LinkView> {
  const request = requestOf(state, link);
  if (request !== undefined && !isPastKeeping(state, at)) {
    const used = await usedReviewView(deps, state, link, request);
    if (used !== null) return used;
  }
  const why = whyReviewDead(state, link, request, at);
  if (why !== null || request === undefined) {
    return deadLink(state, boroughName(state.requests, link.borough), why ?? 'replaced');
  }
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined) return { kind: 'unknown' };
  const verdict = mayAnswer(borough, link.person, await reviewRoutingOf(deps, state, londonDate(at)));
  if (verdict.kind !== 'ok') return { ...deadLink(state, request.name, 'not-eligible'), detail: verdict.message };
  if (isLocked(await codesOf(deps, borough, { ...link, reviewer: link.person }), at))
    return lockedView(state, request.name, at);
  return reviewPageView(deps, state, request, borough);
}

async function confirmView(
  deps: ReadLinkDependencies,
  state: ProposalState,
  link: LinkRequest,
  at: Instant,
): Promise<LinkView> {
  const why = whyConfirmDead(state, link, at);
  if (why !== null) return deadLink(state, boroughName(state.requests, link.borough), why);
  const request = state.requests.find(({ borough }) => borough === link.borough);
  const borough = await deps.boroughs.get(link.borough);
  if (request === undefined || borough === undefined) return { kind: 'unknown' };
  const verdict = mayAnswer(borough, link.person, await routingOf(deps, state, request, londonDate(at)));
  if (verdict.kind !== 'ok') return { ...deadLink(state, request.name, 'not-eligible'), detail: verdict.message };
  if (isLocked(await codesOf(deps, borough, { ...link, reviewer: null, confirming: true }), at))
    return lockedView(state, request.name, at);
  return confirmPageView(deps, state, request, borough, verdict.eligible.officer, at);
}

/** Days that the proposer's tracking page stays after the end (R25). */
const trackingDays = 90;

async function trackingView(deps: ReadLinkDependencies, state: ProposalState, at: Instant): Promise<LinkView> {
  const { head, requests, reviews, contributions, decision } = state;
  if (head.endedAt !== null && londonDate(at) > addDays(londonDate(head.endedAt), trackingDays)) {
    return deadLink(state, null, 'expired');
  }
  const { proposer: _, ...heading } = headingOf(state, await peopleOf(deps, []));
  const page: TrackingPage = {
    kind: 'tracking',
    heading,
    status: head.status,
    submittedAt: head.submittedAt,
    closesAt: head.closesAt,
    standings: standingsOf(state),
    reviews: reviews.map(({ name, answer }) => ({ borough: name, answered: answer !== null })),
    obstacles: [
      ...waitingOn(state, at).flatMap(({ note }) => note ?? []),
      ...(head.status === 'sign-off' ? requests.flatMap(({ passedOver }) => passedOver ?? []) : []),
    ],
    contributions: contributions.map(({ borough, amount }) => ({ borough: boroughName(requests, borough), amount })),
    appraisal: state.appraisal,
    explain: () => explanationFor(state, null),
    ending: head.ending,
    endedAt: head.endedAt,
    reasons: decision === null ? [] : plainEndingReasons(state),
  };
  return page;
}
