import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { prepareRevision } from '../../../functions/application/proposals/prepare-revision.ts';
import { roundOf } from '../../../functions/application/steps/round-of.ts';
import { appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import { type ParameterSet, parameterSetAt } from '../../../functions/domain/appraisal/parameter-set.ts';
import {
  holdCells,
  type Movement,
  movementsToCommit,
  movementsToRelease,
} from '../../../functions/domain/money/budget.ts';
import { ownLineCells, sharedColumns } from '../../../functions/domain/money/cost-columns.ts';
import { withCells } from '../../../functions/domain/record/contributions.ts';
import type { Head, ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import { judgeRound } from '../../../functions/domain/sign-off/round-outcome.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, Ending, ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, everyBorough } from '../../support/builders/boroughs.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { aHead } from '../../support/builders/records.ts';
import { anAnswer, anAsk } from '../../support/builders/requests.ts';
import { aScheme } from '../../support/builders/schemes.ts';

/** States of one proposal without a store. The domain's rules make each from the one before. */

export const submittedAt: Instant = '2026-11-23T10:00:00.000Z';
export const answeredAt: Instant = '2026-11-30T09:30:00.000Z';
export const endedAt: Instant = '2026-12-07T23:30:00.000Z';

/** Without officers, because the steps below ask them. */
const boroughs: ReadonlyMap<BoroughCode, Borough> = new Map(
  everyBorough.map((code) => [code, aBorough(code, { emailDomains: [], officers: [] })]),
);

function prepared(content: ProposalContent, number: number, at: Instant) {
  const result = prepareRevision(systemDigests, {
    ...{
      proposal: pid('p1'),
      number,
      content,
      proposer: who('proposer'),
      submittedBy: who('editor'),
      scheme: aScheme(),
      boroughs,
      at,
    },
    parameters: parametersOn(at),
  });
  if (result.kind === 'weightless') throw new Error(JSON.stringify(result.faults));
  return result.prepared;
}

function parametersOn(at: Instant): ParameterSet {
  const set = parameterSetAt(londonDate(at), builtInParameterSets);
  if (set === undefined) throw new Error(`No parameter set on ${at}`);
  return set;
}

const firstHead = aHead([], {
  ...{ id: pid('p1'), reference: 'JF-7K3M2Q', version: 1, events: 1, chainHead: 'c'.repeat(64) },
  ...{ authors: [who('proposer'), who('editor')], submittedAt, closesAt: null, due: null },
});

const open = { round: null, reviews: [], review: null, confirming: null, contributions: [], decision: null } as const;

export function submitted(content: ProposalContent): ProposalState {
  const { revision, requests, appraisal } = prepared(content, 1, submittedAt);
  const partners = content.partners.map(({ borough }) => borough).toSorted();
  const head = { ...firstHead, lead: content.leadBorough, partners, closesAt: revision.closesAt };
  return { head, revision, requests, appraisal, ...open };
}

/** A new revision: everyone is asked again, and old holds stay until the new answer (R7). */
export function revised(state: ProposalState, content: ProposalContent): ProposalState {
  const { revision, requests, appraisal } = prepared(content, state.head.revision + 1, answeredAt);
  const carried = requests.map((request) => ({
    ...request,
    hold: state.requests.find(({ borough }) => borough === request.borough)?.hold ?? request.hold,
  }));
  const partners = content.partners.map(({ borough }) => borough).toSorted();
  const head = { ...changed(state), revision: revision.number, lead: content.leadBorough, partners };
  return {
    head: { ...head, status: 'sign-off', closesAt: revision.closesAt },
    revision,
    requests: carried,
    appraisal,
    ...open,
  };
}

const changed = ({ head }: ProposalState): Head => ({
  ...head,
  version: head.version + 1,
  events: head.events + 1,
});

/** Everyone is asked: each borough's approver, person `approver-{code}`. */
export function opened(state: ProposalState): ProposalState {
  const asks = (borough: BoroughCode) => [anAsk(`approver-${borough}`, { askedAt: submittedAt })];
  const requests = state.requests.map((request) => ({ ...request, asks: asks(request.borough) }));
  return { ...state, head: { ...changed(state), opened: true }, requests };
}

export type Given =
  | { readonly kind: 'approve'; readonly upTo: number }
  | { readonly kind: 'decline' | 'request-changes' };

export function answered(state: ProposalState, borough: BoroughCode, given: Given): ProposalState {
  const upTo = given.kind === 'approve' ? given.upTo : null;
  const by = who(`approver-${borough}`);
  const record = `JF-7K3M2Q-1-${borough}`;
  const comment = 'Because it helps.';
  const answer = anAnswer(given.kind, { at: answeredAt, by, authority: 'Scheme 4.2', upTo, comment, record });
  const { costs } = state.revision.content;
  const cells = upTo === null ? [] : holdCells(upTo, ownLineCells(costs, borough), sharedColumns(costs));
  const requests = state.requests.map(
    (request): SignOffRequest =>
      request.borough === borough
        ? { ...request, answer, hold: { status: upTo === null ? 'none' : 'held', cells, committed: [] } }
        : request,
  );
  return { ...state, head: changed(state), requests };
}

/** Closes the round at the deadline. */
export function closed(state: ProposalState): ProposalState {
  const at = state.revision.closesAt;
  const outcome = judgeRound(roundOf(state, at));
  const round = { kind: outcome.outcome, at, reasons: outcome.reasons } as const;
  const head = { ...changed(state), opened: false, closesAt: null };
  if (outcome.outcome !== 'carried') {
    const status = outcome.outcome === 'changes-requested' ? 'changes-requested' : 'settling';
    const ending = outcome.outcome === 'lapsed' ? 'lapsed' : 'not-funded';
    return { ...state, round, head: { ...head, status, ...(status === 'settling' ? { ending, endedAt: at } : {}) } };
  }
  const { revision, requests } = state;
  const contributions = withCells(revision.content.costs, outcome.contributions);
  const weights = requests.map(({ borough, weight }) => ({ borough, weight }));
  const { content, parameters } = revision;
  const appraisal = appraise({ content, weights, contributions, parameters });
  return { ...state, round, contributions, appraisal, head: { ...head, status: 'roi-review' } };
}

export function ended(state: ProposalState, ending: Ending): ProposalState {
  return { ...state, head: { ...changed(state), status: 'settling', ending, endedAt } };
}

/** Settles one borough: the head stays as it is. */
export function settledIn(
  state: ProposalState,
  borough: BoroughCode,
): { readonly state: ProposalState; readonly movements: readonly Movement[] } {
  const request = state.requests.find((each) => each.borough === borough);
  if (request?.hold.status !== 'held') return { state, movements: [] };
  const contribution = state.contributions.find((each) => each.borough === borough);
  const { hold, movements } =
    state.head.ending === 'funded' && contribution !== undefined
      ? movementsToCommit(borough, request.hold, contribution.cells, 1)
      : movementsToRelease(borough, request.hold);
  const requests = state.requests.map((each) => (each === request ? { ...each, hold } : each));
  return { state: { ...state, requests }, movements };
}

/** The last change, which everybody sees. */
export function decided(state: ProposalState): ProposalState {
  const outcome = state.head.ending ?? 'not-funded';
  const decision = {
    decidedAt: endedAt,
    outcome,
    reasons: ['Because.'],
    conditions: [],
    chainHead: state.head.chainHead,
  };
  return { ...state, decision, head: { ...changed(state), status: outcome } };
}

/** Every borough approves up to its asked share, except those named. */
export function answeredByAll(state: ProposalState, others: Readonly<Record<BoroughCode, Given>> = {}): ProposalState {
  return state.requests.reduce(
    (before, { borough, asked }) => answered(before, borough, others[borough] ?? { kind: 'approve', upTo: asked }),
    opened(state),
  );
}

/** Settles every borough, to the end. */
export function toTheEnd(state: ProposalState, ending: Ending): ProposalState {
  const fixed = ended(state, ending);
  return decided(fixed.requests.reduce((before, { borough }) => settledIn(before, borough).state, fixed));
}
