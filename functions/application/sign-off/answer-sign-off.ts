import { type CodesOfRequest, isLocked } from '../../domain/codes/one-time-code.ts';
import { holdCells, type Movement, movementsToHold } from '../../domain/money/budget.ts';
import { ownLineCells, sharedColumns } from '../../domain/money/cost-columns.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import {
  answerFaults,
  type GivenAnswer,
  isSameAnswer,
  isSameRecusal,
  recordedComment,
  recordedPledges,
} from '../../domain/sign-off/answer-form.ts';
import { type EligibleOfficer, mayAnswer, nextOfficer, type Routing } from '../../domain/sign-off/officers.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import type { AskedOfficer, SignOffAnswer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import {
  type CodeDependencies,
  type CodedRequest,
  type CodeVerdict,
  checkCode,
  codesOf,
} from '../codes/one-time-codes.ts';
import { namedOnce } from '../commit/cached-reads.ts';
import { type ChangeDependencies, changeBeside, type Plan } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Change, People } from '../ports/record.ts';
import type { Boroughs, Budgets } from '../ports/registers.ts';
import { closeRound } from '../steps/close-step.ts';
import { signOffDue } from '../steps/due-moments.ts';
import { askedNow, routingOf } from '../steps/officer-routing.ts';
import { openUntil, roundOf } from '../steps/round-of.ts';
import {
  changedView,
  deadView,
  earlierRequest,
  isPastKeeping,
  lockedView,
  signOffPageView,
  usedView,
} from '../views/answer-pages.ts';
import type { AnswerResult, FieldFault, FormValues } from '../views/answer-result.ts';
import { givenAnswer, text } from '../views/given-answer.ts';
import { prefilledReasons } from '../views/view-parts.ts';

export interface AnswerSignOffDependencies extends ChangeDependencies, CodeDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly budgets: Pick<Budgets, 'of'>;
  readonly people: People;
}

/** Everything that judging one answer needs. */
interface Case {
  readonly state: ProposalState;
  readonly link: LinkRequest;
  readonly request: SignOffRequest;
  readonly borough: Borough;
  readonly routing: Routing;
  readonly eligible: EligibleOfficer;
  readonly given: GivenAnswer;
  readonly at: Instant;
}

/**
 * R1. Records a borough's answer to the sign-off, with its hold and, where it is the one that closes the round, the outcome:
 * one transaction, which also checks that the officer still holds the role (R6). Late answers are kept on their request and
 * count for nothing (R5). A form of another revision is `changed` (R24); where the budget lacks the money nothing is recorded
 * (R12).
 */
export async function answerSignOff(
  deps: AnswerSignOffDependencies,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const known = { ...deps, people: namedOnce(deps.people) };
  const result = await changeBeside<AnswerResult, Borough | undefined>(
    known,
    link.proposal,
    () => deps.boroughs.get(link.borough),
    (state, borough) => decideAnswer(known, { state, borough }, link, form, at),
  );
  return result ?? { kind: 'unknown' };
}

async function decideAnswer(
  deps: AnswerSignOffDependencies,
  { state, borough }: { readonly state: ProposalState; readonly borough: Borough | undefined },
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<Plan<AnswerResult>> {
  const settled = await answeredAlready(deps, state, link, form, at);
  if (settled !== null) return { kind: 'skip', result: settled };
  const request = state.requests.find(({ borough }) => borough === link.borough);
  if (request === undefined || borough === undefined) return { kind: 'skip', result: { kind: 'unknown' } };
  const routing = await routingOf(deps, state, request, londonDate(at));
  const verdict = mayAnswer(borough, link.person, routing);
  if (verdict.kind !== 'ok') return passOnFrom(deps, { state, link, request, borough, routing, at }, verdict.message);
  const asked = codedRequest(state, link);
  const codes = await codesOf(deps, borough, asked);
  if (isLocked(codes, at)) {
    return { kind: 'skip', result: { ...lockedView(state, request.name, at), justNow: false } };
  }
  const parsed = givenAnswer(form, state.revision.content.pledges.length);
  const subject: Case = { state, link, request, borough, routing, eligible: verdict.eligible, given: parsed.given, at };
  const faults = faultsOf(subject, parsed.faults);
  const again = async () => ({
    page: await signOffPageView(deps, state, request, borough, verdict.eligible),
    values: form,
  });
  if (faults.length > 0) return { kind: 'skip', result: { kind: 'faults', faults, ...(await again()) } };
  const code = await codeFor(deps, subject, asked, codes, text(form, 'code'));
  if (code.kind === 'retry') return code;
  if (code.kind === 'refused') return { kind: 'skip', result: { ...code.refusal, ...(await again()) } };
  if (code.kind === 'locked') return { kind: 'skip', result: { ...lockedView(state, request.name, at), ...code } };
  return parsed.given.kind === 'recuse' ? recuse(deps, subject, code.used) : record(deps, subject, form, code.used);
}

/** R26. Of an answer without faults. */
function codeFor(
  deps: AnswerSignOffDependencies,
  { request, borough, given, at }: Case,
  asked: CodedRequest,
  codes: CodesOfRequest | undefined,
  typed: string,
): Promise<CodeVerdict> {
  const { kind: answer, upTo } = given;
  if (answer === null) throw new Error('Faults were found before this.');
  return checkCode(deps, borough, asked, { answer, upTo, share: request.asked, typed }, codes, at);
}

function codedRequest(state: ProposalState, { borough, person }: LinkRequest): CodedRequest {
  const { id: proposal, revision } = state.head;
  return { proposal, revision, borough, reviewer: null, person, closesAt: openUntil(state) };
}

/** Whatever keeps this link from answering now, in the order in which the page explains it; null where it may. */
async function answeredAlready(
  deps: AnswerSignOffDependencies,
  state: ProposalState,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult | null> {
  const { head, revision } = state;
  const request =
    link.revision === head.revision
      ? state.requests.find(({ borough }) => borough === link.borough)
      : await earlierRequest(deps, link);
  if (request === undefined) return { kind: 'unknown' };
  if (isPastKeeping(state, at)) return deadView(deps, state, link, request, at);
  if (link.revision !== head.revision) return changedView(deps, state, link);
  const again = await answeredByThisLink(deps, state, link, request, form);
  if (again !== null) return again;
  if (form.revisionHash !== revision.hash) return changedView(deps, state, link);
  const closed = head.status !== 'sign-off';
  const { kind } = givenAnswer(form, 0).given;
  const unanswered = request.answer === null || request.answer.silence;
  if (unanswered && kind !== null && (closed || isLate(at, openUntil(state)))) {
    await deps.proposals.keepLate(head.id, head.revision, request.borough, { kind, at, by: link.person });
  }
  if (closed || request.answer !== null) return deadView(deps, state, link, request, at);
  if (isLate(at, openUntil(state))) return deadView(deps, state, link, request, at);
  const recused = request.asks.some(({ person, passedOn }) => person === link.person && passedOn?.why === 'recused');
  return recused ? deadView(deps, state, link, request, at) : null;
}

/** R1. The same answer again by the link that was used is confirmed again; a different one is told what was recorded. */
async function answeredByThisLink(
  deps: AnswerSignOffDependencies,
  state: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  form: FormValues,
): Promise<AnswerResult | null> {
  const used = await usedView(deps, state, link, request);
  if (used === null) return null;
  const { given } = givenAnswer(form, state.revision.content.pledges.length);
  const recusal = request.asks.find(({ passedOn }) => passedOn?.link === link.hash);
  const same =
    request.answer?.link === link.hash
      ? isSameAnswer(request.answer, given, prefilledReasons(state, request))
      : recusal !== undefined && isSameRecusal(recusal, given);
  return same ? { kind: 'same-again' } : { kind: 'different', confirmation: used };
}

function faultsOf({ state, request, eligible, given }: Case, parsing: readonly FieldFault[]): readonly FieldFault[] {
  const judged = answerFaults(given, {
    request,
    total: state.revision.total,
    limit: eligible.officer.limit,
    pledges: state.revision.content.pledges,
  });
  const parsed = new Set(parsing.map(({ field }) => field));
  return [...parsing, ...judged.filter(({ field }) => !parsed.has(field))];
}

async function record(
  deps: AnswerSignOffDependencies,
  subject: Case,
  form: FormValues,
  used: Pick<Change, 'codes'>,
): Promise<Plan<AnswerResult>> {
  const { state, request, borough, eligible, at } = subject;
  const answer = answerOf(subject);
  const { hold, movements } = holdOf(state, request, answer);
  const answered: SignOffRequest = { ...request, answer, hold };
  const next = { ...state, requests: state.requests.map((each) => (each === request ? answered : each)) };
  const outcome = roundOutcome(roundOf(next, at));
  const closing = outcome.kind === 'closed' ? closeRound(deps.redrive, next, outcome, at) : null;
  const { mails: closingMails = [], outbox: closingOutbox = [], ...closingParts } = closing ?? {};
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: {
      ...closingParts,
      ...used,
      head: closing?.head ?? { due: signOffDue(deps, next, at) },
      events: [answeredEvent(subject, answer), ...(closing?.events ?? [])],
      requests: [answered],
      movements,
      requiredVersions: [{ borough: borough.borough, version: borough.version }],
      outbox: [
        ...emailEntry(deps.redrive, state.head, [...receipts(subject, answer), ...closingMails], at),
        ...closingOutbox,
      ],
    },
    short: (lacking) => noMoney(deps, subject, eligible, form, lacking),
  };
}

function answerOf({ state, link, request, eligible, given, at }: Case): SignOffAnswer {
  if (given.kind === null || given.kind === 'recuse') throw new Error('Faults were found before this.');
  const { head } = state;
  return {
    kind: given.kind,
    at,
    by: link.person,
    onBehalfOf: onBehalfOf(request, eligible),
    authority: eligible.officer.authority,
    upTo: given.kind === 'approve' ? given.upTo : null,
    comment: recordedComment(given, prefilledReasons(state, request)),
    pledged: recordedPledges(given),
    silence: false,
    link: link.hash,
    record: `${head.reference}-${head.revision}-${request.borough}`,
  };
}

/** R9. Whom a deputy acts for: the approver who is absent, or who let the last reminder come. */
function onBehalfOf({ asks }: SignOffRequest, { role, officer, onBehalfOf: absent }: EligibleOfficer): PersonId | null {
  if (role !== 'deputy' || absent !== null) return absent;
  return asks.findLast(({ person }) => person === officer.person)?.onBehalfOf ?? null;
}

/** R12. What the answer holds; an old hold of an earlier revision is replaced in the same transaction (R7). */
export function holdOf(
  { revision }: Pick<ProposalState, 'revision'>,
  { borough, hold }: SignOffRequest,
  answer: SignOffAnswer,
): { readonly hold: SignOffRequest['hold']; readonly movements: readonly Movement[] } {
  const { costs } = revision.content;
  const cells = answer.upTo === null ? [] : holdCells(answer.upTo, ownLineCells(costs, borough), sharedColumns(costs));
  const before = hold.status === 'held' ? hold.cells : [];
  const status = cells.length > 0 ? 'held' : before.length > 0 ? 'released' : 'none';
  return { hold: { status, cells, committed: [] }, movements: movementsToHold(borough, cells, before) };
}

function answeredEvent({ state, link, request, at }: Case, answer: SignOffAnswer): UnsealedEvent {
  const { kind, upTo, onBehalfOf, silence, pledged, record: number, comment, authority } = answer;
  return {
    type: 'answered',
    at,
    actor: { kind: 'person', person: link.person },
    data: {
      borough: request.borough,
      revision: state.head.revision,
      kind,
      upTo,
      onBehalfOf,
      silence,
      pledged,
      record: number,
    },
    private: { comment, authority },
  };
}

/** R20. A receipt to who answered, and a copy of an approval to the borough's finance officers. */
function receipts({ state, link, request, borough }: Case, answer: SignOffAnswer): readonly EmailMessage[] {
  const about = { borough: request.borough, revision: state.head.revision };
  const finance = borough.officers.filter(({ roles, person }) => roles.includes('finance') && person !== link.person);
  const copies = answer.kind === 'approve' ? finance : [];
  return [
    { mail: 'sign-off-receipt', to: link.person, ...about },
    ...copies.map(({ person }): EmailMessage => ({ mail: 'approval-copy', to: person, ...about })),
  ];
}

async function noMoney(
  deps: AnswerSignOffDependencies,
  { state, request, borough, given }: Case,
  eligible: EligibleOfficer,
  form: FormValues,
  lacking: readonly Movement[],
): Promise<AnswerResult> {
  const budgets = await deps.budgets.of(lacking);
  const page = await signOffPageView(deps, state, request, borough, eligible);
  const availableIn = (movement: Movement): number =>
    budgets.find(({ financialYear, kind }) => financialYear === movement.financialYear && kind === movement.kind)
      ?.available ?? 0;
  if (given.upTo === null) throw new Error(`Only an approval of ${borough.name} moves money into a hold.`);
  return {
    kind: 'no-money',
    lacking: lacking.map((movement) => ({
      financialYear: movement.financialYear,
      kind: movement.kind,
      needed: -movement.available,
      available: availableIn(movement),
    })),
    page,
    values: form,
  };
}

/** R1. A declared interest: this person is out of the whole proposal, and the next eligible officer is asked. */
function recuse(deps: AnswerSignOffDependencies, subject: Case, used: Pick<Change, 'codes'>): Plan<AnswerResult> {
  const { state, link, given, routing, at } = subject;
  const recused = [...state.head.recused, link.person];
  const passed = { at, why: 'recused', interest: given.interest, link: link.hash } as const;
  const change = passOn(deps, { ...subject, routing: { ...routing, recused } }, passed);
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: { ...change, ...used, head: { ...change.head, recused } },
  };
}

/**
 * R6, R9. Whoever no longer may answer cannot; the next eligible officer is asked, if that did not happen already. The page
 * says why.
 */
async function passOnFrom(
  deps: AnswerSignOffDependencies,
  subject: Omit<Case, 'eligible' | 'given'>,
  message: string,
): Promise<Plan<AnswerResult>> {
  const { state, link, request, at } = subject;
  const dead = await deadView(deps, state, link, request, at, message);
  const holds = request.asks.some(({ person, passedOn }) => person === link.person && passedOn === null);
  if (!holds) return { kind: 'skip', result: dead };
  return { kind: 'commit', result: () => dead, change: passOn(deps, subject, { at, why: 'not-eligible' }) };
}

/** Passes a request on from the link's person to the next eligible officer, unless another asked officer still holds it. */
function passOn(
  deps: AnswerSignOffDependencies,
  { state, link, request, borough, routing, at }: Omit<Case, 'eligible' | 'given'>,
  passedOn: NonNullable<AskedOfficer['passedOn']>,
) {
  // Who is back from an absence may declare an interest though the request passed on: the record keeps that.
  const mine = request.asks.findLast(({ person }) => person === link.person);
  const marks = mine?.passedOn === null || passedOn.why === 'recused';
  const asks = request.asks.map((ask) => (ask === mine && marks ? { ...ask, passedOn } : ask));
  const held = asks.some((ask) => ask.passedOn === null);
  const next = held ? null : nextOfficer(borough, routing);
  const passed: SignOffRequest = {
    ...request,
    asks: next === null ? asks : [...asks, askedNow(next, at)],
  };
  const requests = state.requests.map((each) => (each === request ? passed : each));
  const about = { borough: request.borough, revision: state.head.revision };
  const mails: readonly EmailMessage[] =
    next === null ? [] : [{ mail: 'sign-off-request', to: next.officer.person, ...about }];
  const event: UnsealedEvent = {
    type: 'passed-on',
    at,
    actor: { kind: 'person', person: link.person },
    data: { ...about, from: link.person, to: next?.officer.person ?? null, why: passedOn.why },
    private: passedOn.interest === undefined ? {} : { interest: passedOn.interest },
  };
  return {
    head: { due: signOffDue(deps, { ...state, requests }, at) },
    events: [event],
    requests: [passed],
    requiredVersions: [{ borough: borough.borough, version: borough.version }],
    outbox: emailEntry(deps.redrive, state.head, mails, at),
  };
}
