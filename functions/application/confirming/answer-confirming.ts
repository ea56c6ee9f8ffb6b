import { isLocked } from '../../domain/codes/one-time-code.ts';
import {
  type ConfirmAnswerKind,
  confirmAnswerKinds,
  confirmFaults,
  mayConfirm,
  raiseFaults,
} from '../../domain/confirming/confirm-answer.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { type DecidedBy, decidedBy } from '../../domain/sign-off/decided-by.ts';
import { answersFor, type EligibleOfficer, mayAnswer } from '../../domain/sign-off/officers.ts';
import {
  answersOf,
  recordNumber,
  type SignOffAnswer,
  type SignOffRequest,
} from '../../domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { type Pence, parsePounds } from '../../domain/vocabulary/money.ts';
import { type AnswerPlan, refusing } from '../codes/answer-plan.ts';
import { type CodeReads, codesOf, judgeCode } from '../codes/one-time-codes.ts';
import { type ChangeDependencies, changeWithCodes } from '../commit/change-proposal.ts';
import type { Codes, People } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import { replacedAnswer } from '../sign-off/set-aside.ts';
import { routingOf } from '../steps/officer-routing.ts';
import { recordSaid, type Said } from '../steps/record-confirming.ts';
import { openUntil } from '../steps/round-of.ts';
import { amountToConfirm } from '../views/answer-pages.ts';
import type { AnswerResult, FormValues } from '../views/answer-result.ts';
import { whyConfirmDead } from '../views/confirm-page.ts';
import { text } from '../views/given-answer.ts';

/** What deciding on an answer to a confirm link reads. It has no port that writes. */
export interface ConfirmReads extends CodeReads {
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
}

export interface AnswerConfirmingDependencies extends ChangeDependencies, Omit<ConfirmReads, 'codes'> {
  readonly codes: Codes;
}

/**
 * R17, R29. Records what an officer says for a borough while a carried proposal waits: going on, taking the approval
 * back, or a call-in and its release. One transaction, which also checks that the officer still has the role.
 */
export async function answerConfirming(
  deps: AnswerConfirmingDependencies,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const result = await changeWithCodes<AnswerResult, undefined>(
    deps,
    link.proposal,
    async () => undefined,
    (state) => decide(deps, state, link, form, at),
  );
  return result ?? { kind: 'unknown' };
}

async function decide(
  deps: ConfirmReads,
  state: ProposalState,
  link: LinkRequest,
  form: FormValues,
  at: Instant,
): Promise<AnswerPlan> {
  const { head, revision, confirming } = state;
  if (link.revision < head.revision) return refusing({ kind: 'changed', what: 'revision' });
  const request = state.requests.find(({ borough }) => borough === link.borough);
  const borough = await deps.boroughs.get(link.borough);
  if (request === undefined || borough === undefined) return refusing({ kind: 'unknown' });
  const kind = confirmAnswerKinds.find((each) => each === form.answer) ?? null;
  const reasons = text(form, 'comment');
  if (kind !== null && isSaid(state, request, { kind, reasons, by: link.person }))
    return refusing({ kind: 'same-again' });
  if (form.revisionHash !== revision.hash) return refusing({ kind: 'changed', what: 'revision' });
  if (confirming === null || whyConfirmDead(state, link, at) !== null) return refusing({ kind: 'dead' });
  const verdict = mayAnswer(borough, link.person, await routingOf(deps, state, request, londonDate(at)));
  if (verdict.kind !== 'ok') return refusing({ kind: 'dead', notEligible: verdict.message });
  const asked = {
    ...{ proposal: head.id, revision: head.revision, borough: link.borough, reviewer: null, confirming: true },
    ...{ person: link.person, closesAt: openUntil(state) },
  };
  const codes = await codesOf(deps, borough, asked);
  if (isLocked(codes, at)) return refusing({ kind: 'locked', justNow: false });
  const may = mayConfirm({ confirming, requests: state.requests }, request, at);
  const chosen = may.find((each) => each === kind) ?? null;
  const { upTo, faults: ofRaise } =
    chosen === 'raise' ? raisedTo(form, state, request, borough, verdict.eligible) : { upTo: null, faults: [] };
  const faults = [...ofRaise, ...confirmFaults({ kind: chosen, reasons, declaration: form.declaration === 'yes' })];
  if (faults.length > 0 || chosen === null) return refusing({ kind: 'faults', faults });
  const share = amountToConfirm(state, request);
  const given = { answer: chosen, upTo, share, typed: text(form, 'code') };
  const code = await judgeCode(deps, borough, asked, given, codes, at);
  if (code.kind === 'refused') return refusing(code.refusal, code.aside);
  const { eligible } = verdict;
  const behalf = answersFor(request.confirm?.asks ?? [], eligible);
  const who = decidedBy(borough, eligible, behalf);
  const raising = { reasons, upTo, at, onBehalfOf: behalf, decidedBy: who };
  const raised = upTo === null ? {} : { raised: raisedAnswer(state, link, request, { ...raising, upTo }) };
  const said = { request, kind: chosen, reasons, by: link.person, at, decidedBy: who, ...raised };
  const change = recordSaid(deps, state, said, borough);
  const requiredVersions = [{ borough: borough.borough, version: borough.version }];
  return {
    kind: 'commit',
    result: () => ({ kind: 'recorded' }),
    change: { ...change, ...code.used, requiredVersions },
    short: () => ({ kind: 'faults', faults: [{ field: 'upTo', message: noMoney(borough) }] }),
  };
}

function noMoney({ name }: Pick<Borough, 'name'>): string {
  return `Enter a smaller amount: the budgets of ${name} do not have enough money to hold this one`;
}

/** R5, R29. The raised limit of a form, in pence, and what is wrong with it. */
function raisedTo(
  form: FormValues,
  { revision }: ProposalState,
  request: SignOffRequest,
  borough: Borough,
  { officer }: EligibleOfficer,
) {
  const typed = parsePounds(text(form, 'upTo'));
  if (typed.kind === 'refused') return { upTo: null, faults: [{ field: 'upTo' as const, message: typed.why }] };
  const { keyDecisionAbove } = borough;
  const limits = { request, total: revision.total, limit: officer.limit, keyDecisionAbove };
  return { upTo: typed.pence, faults: raiseFaults(typed.pence, limits) };
}

interface RaisedBy extends Pick<SignOffAnswer, 'at' | 'onBehalfOf'> {
  readonly reasons: string;
  readonly upTo: Pence;
  readonly decidedBy: DecidedBy;
}

/** R1, R19. The newest answer with a higher limit, its own record number, and the officer who raised it. */
function raisedAnswer(
  { head }: ProposalState,
  link: LinkRequest,
  request: SignOffRequest,
  raise: RaisedBy,
): NonNullable<Said['raised']> {
  const { reasons, upTo, at, ...who } = raise;
  if (request.answer === null) throw new Error('Only an approval can be raised.');
  // The raise is given for the current revision, whichever the approval was given for (R7).
  const { answeredRevision: _, rejected: _rejected, ...before } = request.answer;
  const answer: SignOffAnswer = {
    ...before,
    ...who,
    ...{ at, by: link.person, upTo, comment: reasons, silence: false, link: link.hash },
    authority: who.decidedBy.authority,
    record: recordNumber(head, request.borough, answersOf(request) + 1),
    replaces: before.record,
  };
  return { answer, replaced: replacedAnswer(request, { why: 'replaced', at, by: link.person }) };
}

/** Whether this person already said exactly this, so that a form that is sent twice is confirmed again. */
function isSaid(
  { confirming }: ProposalState,
  { takenBack, calledIn }: SignOffRequest,
  { kind, reasons, by }: { readonly kind: ConfirmAnswerKind; readonly reasons: string; readonly by: string },
): boolean {
  const said = {
    'go-on': confirming?.goneOn ? { by: confirming.goneOn.by, reason: confirming.goneOn.reasons } : undefined,
    'go-on-without': undefined,
    'take-back': takenBack?.why === 'link' ? takenBack : undefined,
    'call-in': calledIn?.ended === undefined ? calledIn : undefined,
    release: calledIn?.ended?.how === 'released' ? calledIn.ended : undefined,
    raise: undefined,
  } as const satisfies Record<ConfirmAnswerKind, unknown>;
  const before = said[kind];
  return before !== undefined && before.by === by && before.reason === reasons;
}
