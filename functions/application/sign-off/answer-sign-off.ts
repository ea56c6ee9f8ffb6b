import { isLocked } from '../../domain/codes/one-time-code.ts';
import type { Movement } from '../../domain/money/budget.ts';
import { holdFor } from '../../domain/money/holds.ts';
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
import { decidedBy, passingValuesOf, privateValuesOf } from '../../domain/sign-off/decided-by.ts';
import { keyDecisionOf } from '../../domain/sign-off/key-decision.ts';
import {
  answersFor,
  type EligibleOfficer,
  mayAnswer,
  nextOfficer,
  type Routing,
} from '../../domain/sign-off/officers.ts';
import { firmnessFaults, mayReplace, namesNewest, withAnswer } from '../../domain/sign-off/replacement.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import { type ShownBack, shownBack } from '../../domain/sign-off/shown-back.ts';
import {
  type AskedOfficer,
  answersOf,
  type KeyDecision,
  recordNumber,
  type SignOffAnswer,
  type SignOffRequest,
} from '../../domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { type AnswerPlan, refusing } from '../codes/answer-plan.ts';
import { type CodedRequest, type CodeReads, codesOf, judgeCode } from '../codes/one-time-codes.ts';
import { namedOnce } from '../commit/cached-reads.ts';
import { type Aside, type ChangeDependencies, changeWithCodes } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Change, Codes, People, Proposals } from '../ports/record.ts';
import type { Boroughs, Budgets } from '../ports/registers.ts';
import { signOffDue } from '../steps/due-moments.ts';
import { followRound } from '../steps/follow-round.ts';
import { askedNow, routingOf } from '../steps/officer-routing.ts';
import { firmOnly, openForAnswersUntil, openUntil, roundOf } from '../steps/round-of.ts';
import { earlierRequest, isPastKeeping } from '../views/answer-pages.ts';
import type { AnswerResult, FieldFault, FormValues } from '../views/answer-result.ts';
import { givenAnswer, text } from '../views/given-answer.ts';
import { readRoundOf } from '../views/limit-advice.ts';
import { prefilledReasons } from '../views/view-parts.ts';
import {
  answersOfPerson,
  askedAgain,
  boroughsOf,
  passedOnElsewhere,
  replacedAnswer,
  replacementNotices,
  setAside,
  setAsideElsewhereEvent,
} from './set-aside.ts';

/** What deciding on an answer reads. It has no port that writes. */
export interface AnswerReads extends CodeReads {
  readonly proposals: Pick<Proposals, 'requests'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly budgets: Pick<Budgets, 'of'>;
  readonly people: People;
}

export interface AnswerSignOffDependencies extends ChangeDependencies, Omit<AnswerReads, 'proposals' | 'codes'> {
  readonly codes: Codes;
}

interface Case {
  readonly state: ProposalState;
  readonly link: LinkRequest;
  readonly request: SignOffRequest;
  readonly borough: Borough;
  readonly routing: Routing;
  readonly eligible: EligibleOfficer;
  readonly given: GivenAnswer;
  /** null unless the approval is a key decision (R29). */
  readonly keyDecision: KeyDecision | null;
  readonly at: Instant;
}

/**
 * R1. Records a borough's answer to the sign-off with its hold and, if it closes the round, the outcome. One
 * transaction, which also checks that the officer still has the role (R6). Late answers are kept on their request and
 * count for nothing (R5). A form for another revision is `changed` (R24). If the budget lacks the money, nothing is
 * recorded (R12).
 */
export async function answerSignOff(
  deps: AnswerSignOffDependencies,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const known = { ...deps, people: namedOnce(deps.people) };
  const result = await changeWithCodes<AnswerResult, Borough | undefined>(
    known,
    link.proposal,
    () => deps.boroughs.get(link.borough),
    (state, borough) => decideAnswer(known, { state, borough }, link, form, at),
  );
  return result ?? { kind: 'unknown' };
}

async function decideAnswer(
  deps: AnswerReads,
  { state, borough }: { readonly state: ProposalState; readonly borough: Borough | undefined },
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerPlan> {
  const refused = await refusedAlready(deps, state, link, form, at);
  if (refused !== null) return refused;
  const request = state.requests.find(({ borough: code }) => code === link.borough);
  if (request === undefined || borough === undefined) return refusing({ kind: 'unknown' });
  const routing = await routingOf(deps, state, request, londonDate(at));
  const verdict = mayAnswer(borough, link.person, routing);
  if (verdict.kind !== 'ok') return passOnFrom(deps, { state, link, request, borough, routing, at }, verdict.message);
  const asked = codedRequest(state, link);
  const codes = await codesOf(deps, borough, asked);
  if (isLocked(codes, at)) return refusing({ kind: 'locked', justNow: false });
  const { given, faults: parsing } = givenAnswer(form, state.revision.content.pledges.length);
  const { keyDecision, faults: keyFaults } = keyDecisionGiven(borough, given, at);
  const subject: Case = { state, link, request, borough, routing, eligible: verdict.eligible, given, keyDecision, at };
  const faults = inFormOrder(faultsOf(subject, parsing), keyFaults);
  const { kind: answer, upTo } = given;
  if (faults.length > 0 || answer === null) return refusing({ kind: 'faults', faults });
  const shown = amountToConfirm(subject);
  if (shown !== null) return refusing({ kind: 'amount-shown', shown });
  const replaces = request.answer?.record;
  const coded = { answer, upTo, share: request.asked, replaces, typed: text(form, 'code') };
  const code = await judgeCode(deps, borough, asked, coded, codes, at);
  if (code.kind === 'refused') return refusing(code.refusal, code.aside);
  return answer === 'recuse' ? recuse(deps, subject, code.used) : record(deps, subject, code.used);
}

function codedRequest(state: ProposalState, { borough, person }: LinkRequest): CodedRequest {
  const { id: proposal, revision } = state.head;
  return { proposal, revision, borough, reviewer: null, person, closesAt: openUntil(state) };
}

/** Why this link cannot answer now, in the order in which its page explains it; null if it can answer. */
async function refusedAlready(
  deps: Pick<AnswerReads, 'proposals'>,
  state: ProposalState,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerPlan | null> {
  const { head, revision } = state;
  const current = link.revision === head.revision;
  const request = current
    ? state.requests.find(({ borough }) => borough === link.borough)
    : await earlierRequest(deps, link);
  if (request === undefined) return refusing({ kind: 'unknown' });
  if (isPastKeeping(state, at)) return refusing({ kind: 'dead' });
  if (!current) return refusing({ kind: 'changed', what: 'revision' });
  const used = usedBefore(state, link, request, form);
  if (used !== null) return refusing(used);
  if (form.revisionHash !== revision.hash) return refusing({ kind: 'changed', what: 'revision' });
  if (head.status !== 'sign-off' || isLate(at, openForAnswersUntil(state))) {
    return refusing({ kind: 'dead' }, lateAnswer(link, request, form, at));
  }
  if (!namesNewest(request, text(form, 'replaces'))) return refusing({ kind: 'different' });
  const may = mayReplace(request);
  // Only a declared interest makes room for another answer.
  if (may === 'revoked' || (may === 'too-often' && form.answer !== 'recuse')) return refusing({ kind: 'different' });
  const recused = request.asks.some(({ person, passedOn }) => person === link.person && passedOn?.why === 'recused');
  return recused ? refusing({ kind: 'dead' }) : null;
}

/** R5. The first answer that came too late is kept on its request, and counts for nothing. */
function lateAnswer(
  link: LinkRequest,
  { borough, answer }: SignOffRequest,
  form: FormValues,
  at: Instant,
): Aside | undefined {
  const { kind } = givenAnswer(form, 0).given;
  if (kind === null || (answer !== null && !answer.silence)) return undefined;
  return { kind: 'late-answer', borough, late: { kind, at, by: link.person } };
}

/**
 * R1. The link that recorded an answer confirms the same form again, and refuses a different one unless that replaces the
 * recorded answer; null where this link recorded nothing, or replaces it.
 */
function usedBefore(
  state: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  form: FormValues,
): AnswerResult | null {
  const { given } = givenAnswer(form, state.revision.content.pledges.length);
  const recusal = request.asks.find(({ passedOn }) => passedOn?.link === link.hash);
  if (recusal !== undefined) return { kind: isSameRecusal(recusal, given) ? 'same-again' : 'different' };
  const { answer } = request;
  if (answer?.link !== link.hash) return null;
  const replaces = text(form, 'replaces');
  const isSame = isSameAnswer(answer, given, prefilledReasons(state, request, given.upTo));
  if (isSame && replaces === (answer.replaces ?? '')) return { kind: 'same-again' };
  return namesNewest(request, replaces) ? null : { kind: 'different' };
}

function faultsOf(
  { state, request, eligible, given, at }: Case,
  parsing: readonly FieldFault[],
): readonly FieldFault[] {
  const judged = answerFaults(given, {
    request,
    total: state.revision.total,
    limit: eligible.officer.limit,
    pledges: state.revision.content.pledges,
  });
  const tooLow = firmnessFaults(given, request, firmOnly(state, at));
  const parsed = new Set(parsing.map(({ field }) => field));
  return [...parsing, ...tooLow, ...judged.filter(({ field }) => !parsed.has(field))];
}

/** R1. An unusual amount that the officer has not confirmed yet, with what it means. Its code comes afterwards. */
function amountToConfirm({ state, request, eligible, given }: Case): ShownBack | null {
  const { kind, upTo, confirmed } = given;
  if (kind !== 'approve' || upTo === null || upTo === confirmed) return null;
  return shownBack(readRoundOf(state), request, upTo, eligible.officer.limit);
}

/** R29. What the form says about a key decision, if the approval is one. */
function keyDecisionGiven(borough: Borough, { kind, notice, upTo }: GivenAnswer, at: Instant) {
  const typed = notice ?? { basis: '', reference: '', on: '' };
  return keyDecisionOf(typed, { ...borough, answeredOn: londonDate(at) }, kind === 'approve' ? upTo : null);
}

/** The fields of a key decision belong to the amount, above everything that is asked of every answer. */
function inFormOrder(faults: readonly FieldFault[], ofKeyDecision: readonly FieldFault[]): readonly FieldFault[] {
  const last = faults.filter(({ field }) => field === 'declaration');
  return [...faults.filter((fault) => !last.includes(fault)), ...ofKeyDecision, ...last];
}

function record(
  deps: Pick<AnswerReads, 'budgets' | 'redrive'>,
  subject: Case,
  used: Pick<Change, 'codes'>,
): AnswerPlan {
  const { state, link, request, borough, at } = subject;
  const answer = answerOf(subject);
  const { hold, movements } = holdFor(state.revision.content.costs, request, answer.upTo);
  const answered: SignOffRequest = { ...withAnswer(request, answer), hold, silenceNote: null };
  const next = { ...state, requests: state.requests.map((each) => (each === request ? answered : each)) };
  const { mails, outbox, ...follows } = followRound(deps.redrive, next, roundOutcome(roundOf(next, at)), at);
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: {
      ...follows,
      ...used,
      events: [answeredEvent(subject, answer), ...follows.events],
      requests: [answered],
      replaced: replacedAnswer(request, { why: 'replaced', at, by: link.person }),
      movements,
      requiredVersions: [{ borough: borough.borough, version: borough.version }],
      outbox: [...emailEntry(deps.redrive, state.head, [...receipts(subject, answer), ...mails], at), ...outbox],
    },
    short: (lacking) => noMoney(deps, lacking),
  };
}

function answerOf({ state, link, request, borough, eligible, given, keyDecision, at }: Case): SignOffAnswer {
  if (given.kind === null || given.kind === 'recuse') throw new Error('Faults were found before this.');
  const { head } = state;
  const absent = answersFor(request.asks, eligible);
  return {
    kind: given.kind,
    at,
    by: link.person,
    onBehalfOf: absent,
    authority: eligible.officer.authority,
    upTo: given.kind === 'approve' ? given.upTo : null,
    comment: recordedComment(given, prefilledReasons(state, request, given.upTo)),
    ...(given.rejected ? { rejected: given.rejected } : {}),
    pledged: recordedPledges(given),
    silence: false,
    link: link.hash,
    record: recordNumber(head, request.borough, answersOf(request) + 1),
    decidedBy: decidedBy(borough, eligible, absent),
    ...(request.answer === null ? {} : { replaces: request.answer.record }),
    ...(keyDecision === null ? {} : { keyDecision }),
  };
}

function answeredEvent({ state, link, request, at }: Case, answer: SignOffAnswer): UnsealedEvent {
  const {
    kind,
    upTo,
    onBehalfOf,
    silence,
    pledged,
    record: number,
    replaces = null,
    comment,
    rejected,
    authority,
  } = answer;
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
      replaces,
      ...(answer.keyDecision === undefined ? {} : { keyDecision: announced(answer.keyDecision) }),
    },
    private: {
      comment,
      ...(rejected === undefined ? {} : { rejected }),
      authority,
      ...(answer.decidedBy && privateValuesOf(answer.decidedBy)),
    },
  };
}

function announced({ basis, reference, on }: KeyDecision) {
  return { basis, reference, on };
}

/**
 * R20. A receipt to who answered, and a copy of an approval to the borough's finance officers. An answer that replaces
 * another one is told to them, to the officer whose answer it replaces and to the lead instead (R1).
 */
function receipts({ state, link, request, borough }: Case, answer: SignOffAnswer): readonly EmailMessage[] {
  const about = { borough: request.borough, revision: state.head.revision };
  const receipt: EmailMessage = { mail: 'sign-off-receipt', to: link.person, ...about };
  if (request.answer !== null) return [receipt, ...replacementNotices(state, request, borough, link.person)];
  const finance = borough.officers.filter(({ roles, person }) => roles.includes('finance') && person !== link.person);
  const copies = answer.kind === 'approve' ? finance : [];
  return [receipt, ...copies.map(({ person }): EmailMessage => ({ mail: 'approval-copy', to: person, ...about }))];
}

/** R12. Nothing was recorded. Lists what each budget lacks. */
async function noMoney({ budgets }: Pick<AnswerReads, 'budgets'>, lacking: readonly Movement[]): Promise<AnswerResult> {
  const found = await budgets.of(lacking);
  const availableIn = ({ financialYear, kind }: Movement): Pence | null =>
    found.find((budget) => budget.financialYear === financialYear && budget.kind === kind)?.available ?? null;
  return {
    kind: 'no-money',
    lacking: lacking.map((movement) => ({
      financialYear: movement.financialYear,
      kind: movement.kind,
      needed: -movement.available,
      available: availableIn(movement),
    })),
  };
}

/**
 * R1. The person declared an interest and may not act for the proposal again. Answers that the person gave are set aside
 * with their holds. The next eligible officer is asked, unless an answer of somebody else counts.
 */
async function recuse(deps: AnswerReads, subject: Case, used: Pick<Change, 'codes'>): Promise<AnswerPlan> {
  const { state, link, request, borough, eligible, given, routing, at } = subject;
  const recused = [...state.head.recused, link.person];
  const who = decidedBy(borough, eligible, null);
  const passed = { at, why: 'recused', interest: given.interest, link: link.hash, decidedBy: who } as const;
  const answered = await answersOfPerson(deps, state, link.person);
  const own = answered.includes(request) ? setAside(request, link.person, at) : null;
  const others = answered
    .filter((each) => each !== request)
    .map((each) => passedOnElsewhere(setAside(each, link.person, at), at));
  const asides = [...(own === null ? [] : [own]), ...others];
  const without = (each: SignOffRequest) => asides.find(({ before }) => before === each)?.after ?? each;
  const left = { ...state, requests: state.requests.map(without) };
  const {
    outbox: _,
    mails,
    ...change
  } = passOn(
    deps,
    { ...subject, state: left, request: without(request), routing: { ...routing, recused } },
    passed,
    own?.record,
  );
  const { revision } = state.head;
  const boroughs = await boroughsOf(
    deps,
    asides.map(({ before }) => before.borough),
  );
  const told = asides.flatMap(({ before }) =>
    replacementNotices(state, before, boroughs.get(before.borough), link.person),
  );
  const again = others.flatMap((aside) => askedAgain(aside, revision));
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: {
      ...change,
      ...used,
      head: { ...change.head, recused },
      events: [...change.events, ...others.map((aside) => setAsideElsewhereEvent(aside, revision, link.person, at))],
      requests: [...change.requests, ...others.map(({ after }) => after)],
      replaced: asides.flatMap(({ replaced }) => replaced),
      movements: asides.flatMap(({ movements }) => movements),
      outbox: emailEntry(deps.redrive, state.head, [...mails, ...again, ...told], at),
    },
    short: (lacking) => noMoney(deps, lacking),
  };
}

/** R6, R9. Refuses a person who may no longer answer and, if that is new, asks the next eligible officer. */
function passOnFrom(
  deps: Pick<AnswerReads, 'redrive'>,
  subject: Omit<Case, 'eligible' | 'given' | 'keyDecision'>,
  notEligible: string,
): AnswerPlan {
  const { link, request, at } = subject;
  const holds = request.asks.some(({ person, passedOn }) => person === link.person && passedOn === null);
  // An answered request waits for nobody, so nobody else is asked.
  if (!holds || request.answer !== null) return refusing({ kind: 'dead', notEligible });
  const { mails: _, ...change } = passOn(deps, subject, { at, why: 'not-eligible' });
  return { kind: 'commit', result: () => ({ kind: 'dead', notEligible }), change };
}

/**
 * Passes a request on from the link's person to the next eligible officer, unless another asked officer still holds it or
 * the request is answered. `setAside`: the record number of the person's answer, which counted until now.
 */
function passOn(
  deps: Pick<AnswerReads, 'redrive'>,
  { state, link, request, borough, routing, at }: Omit<Case, 'eligible' | 'given' | 'keyDecision'>,
  passedOn: NonNullable<AskedOfficer['passedOn']>,
  setAside?: string,
) {
  // An officer who is back from an absence may declare an interest although the request passed on.
  const mine = request.asks.findLast(({ person }) => person === link.person);
  const marks = mine?.passedOn === null || passedOn.why === 'recused';
  const asks = request.asks.map((ask) => (ask === mine && marks ? { ...ask, passedOn } : ask));
  const holders = asks.filter((ask) => ask.passedOn === null).map(({ person }) => person);
  const waits = request.answer === null && holders.length === 0;
  const next = waits ? nextOfficer(borough, routing) : null;
  const passed: SignOffRequest = {
    ...request,
    asks: next === null ? asks : [...asks, askedNow(next, at)],
  };
  const requests = state.requests.map((each) => (each === request ? passed : each));
  const about = { borough: request.borough, revision: state.head.revision };
  const asked = next !== null ? [next.officer.person] : setAside === undefined ? [] : holders;
  const mails = asked.map((to): EmailMessage => ({ mail: 'sign-off-request', to, ...about }));
  const event: UnsealedEvent = {
    type: 'passed-on',
    at,
    actor: { kind: 'person', person: link.person },
    data: {
      ...{ ...about, from: link.person, to: next?.officer.person ?? null, why: passedOn.why },
      ...(setAside === undefined ? {} : { setAside }),
    },
    private: {
      ...passingValuesOf(borough, { person: link.person, role: mine?.role ?? 'approver' }, next),
      ...(passedOn.interest === undefined ? {} : { interest: passedOn.interest }),
    },
  };
  return {
    head: { due: signOffDue(deps, { ...state, requests }, at) },
    events: [event],
    requests: [passed],
    requiredVersions: [{ borough: borough.borough, version: borough.version }],
    mails,
    outbox: emailEntry(deps.redrive, state.head, mails, at),
  };
}
