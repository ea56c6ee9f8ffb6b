import type { Person, ProposalState, RoundClose } from '../../domain/record/proposal-state.ts';
import type { ProposalSummary, ProposalView, ReviewView, SignOffView } from '../../domain/record/proposal-view.ts';
import type { ProposalRow } from '../../domain/record/report-row.ts';
import { reviewRequired } from '../../domain/review/review.ts';
import { isLargeEnough } from '../../domain/sign-off/ballots.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import { roundDeadline } from '../steps/round-of.ts';
import { runningTopUp } from '../steps/running-top-up.ts';
import { erased, recordedName } from '../views/view-parts.ts';
import { waitingOn } from '../views/waiting-on.ts';
import { confirmersIn, describeConfirming } from './describe-confirming.ts';

/** People by id. A missing person was erased (R19). */
export type Names = ReadonlyMap<PersonId, Person>;

/** Everyone whose name a description needs. */
export function peopleIn(state: ProposalState): readonly PersonId[] {
  const { head, requests, reviews } = state;
  const answers = requests.flatMap(({ answer }) => (answer === null ? [] : [answer.by, answer.onBehalfOf]));
  const reviewers = reviews.map(({ answer }) => answer?.by ?? null);
  return [head.proposer, ...answers, ...reviewers, ...confirmersIn(state)].filter((id) => id !== null);
}

/**
 * The full state of a proposal for holders of keys (docs/rules.md, HTTP interface). It includes comments, reasons and
 * confidential parts. It leaves out interests, links and all addresses but the proposer's. `updatedAt` is the moment of
 * the newest event.
 */
export function describeProposal(state: ProposalState, people: Names, updatedAt: Instant): ProposalView {
  const { head, revision, requests, round } = state;
  const { proposer, ...content } = revision.content;
  const person = people.get(proposer);
  return {
    id: head.id,
    reference: head.reference,
    revision: revision.number,
    status: head.status,
    ...content,
    proposer: { name: person?.name ?? erased, email: person?.email ?? '' },
    total: revision.total,
    submittedAt: head.submittedAt,
    updatedAt,
    signOff: {
      opensAt: revision.submittedAt,
      closesAt: roundDeadline(state),
      rule: revision.scheme.decisionRule,
      topUp: runningTopUp(state),
      boroughs: requests.map((request) => signOffView(request, revision.scheme, round, people)),
      outcome: outcomeOf(round),
    },
    ...(round?.kind === 'carried' && state.contributions.length > 0 ? { contributions: state.contributions } : {}),
    appraisal: state.appraisal,
    review: reviewOf(state, people),
    confirming: describeConfirming(state, people),
    decision: state.decision,
    waitingOn: waitingOn(state, updatedAt),
    links: { self: addressOf(head.id), events: `${addressOf(head.id)}/events` },
  };
}

/** What a list says of a proposal. */
export function summaryOf(row: ProposalRow): ProposalSummary {
  return {
    id: row.proposal,
    reference: row.reference,
    revision: row.revision,
    status: row.status,
    title: row.title,
    scheme: row.scheme,
    leadBorough: row.leadBorough,
    partners: row.partners,
    total: row.total,
    submittedAt: row.submittedAt,
    closesAt: row.closesAt,
    updatedAt: row.updatedAt,
    links: { self: addressOf(row.proposal) },
  };
}

/** Path of a proposal below the interface's base address. */
export function addressOf(id: ProposalId): string {
  return `/v1/proposals/${id}`;
}

function signOffView(
  request: SignOffRequest,
  scheme: Pick<Scheme, 'countsFrom'>,
  round: RoundClose | null,
  people: Names,
): SignOffView {
  const { borough, name, asked, answer, silenceNote, revoked } = request;
  return {
    borough,
    name,
    asked,
    answer: answer?.kind ?? null,
    upTo: answer?.upTo ?? null,
    counts: answer?.kind === 'approve' ? isLargeEnough(request, answer.upTo ?? 0, scheme) : null,
    answeredAt: answer?.at ?? null,
    answeredBy: named(people, answer?.by, answer?.decidedBy?.name),
    post: answer?.decidedBy?.post ?? null,
    onBehalfOf: named(people, answer?.onBehalfOf, answer?.decidedBy?.onBehalfOf),
    authority: answer?.authority ?? null,
    record: answer?.record ?? null,
    replaces: answer?.replaces ?? null,
    silence: answer === null ? round !== null && round.kind !== 'withdrawn' : answer.silence,
    silenceNote,
    comment: answer?.comment ?? null,
    rejected: answer?.rejected ?? null,
    pledged: answer?.pledged ?? [],
    keyDecision: keyDecisionOf(request),
    passedOver: request.passedOver ?? [],
    answeredRevision: answer?.answeredRevision ?? null,
    revoked: revoked === undefined ? null : { at: revoked.at, reason: revoked.reason },
  };
}

function keyDecisionOf({ answer }: SignOffRequest): SignOffView['keyDecision'] {
  if (answer?.keyDecision === undefined) return null;
  const { basis, reference, on } = answer.keyDecision;
  return { basis, reference, on };
}

function outcomeOf(round: RoundClose | null): ProposalView['signOff']['outcome'] {
  if (round === null || round.kind === 'withdrawn') return null;
  return { kind: round.kind, reasons: round.reasons };
}

function reviewOf({ revision, reviews, review }: ProposalState, people: Names): ProposalView['review'] {
  const answers = reviews.flatMap(({ borough, name, answer }): readonly ReviewView[] =>
    answer === null
      ? []
      : [
          {
            borough,
            name,
            answer: answer.kind,
            answeredAt: answer.at,
            answeredBy: recordedName(people, answer.by, answer.decidedBy?.name),
            post: answer.decidedBy?.post ?? null,
            authority: answer.authority,
            record: answer.record,
            reasons: answer.reasons,
            conditions: answer.conditions,
          },
        ],
  );
  return {
    required: reviewRequired(revision.scheme.review, revision.total),
    answers,
    outcome: review?.outcome ?? null,
    conditions: review?.conditions ?? [],
  };
}

function named(people: Names, id: PersonId | null | undefined, recorded: string | null | undefined): string | null {
  return id === null || id === undefined ? null : recordedName(people, id, recorded);
}
