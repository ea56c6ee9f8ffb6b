import { isDeepStrictEqual } from 'node:util';
import type {
  Contribution,
  Head,
  ReviewClose,
  Revision,
  RoundClose,
} from '../../../../functions/domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../../../functions/domain/review/review.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../../../functions/domain/vocabulary/bank-holidays.ts';
import { type Instant, londonDate } from '../../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { deadlineAfter } from '../../../../functions/domain/vocabulary/working-days.ts';
import { gss } from '../../../support/builders/ids.ts';
import { asksForReview, recommendationOf } from '../../oracle/review.ts';
import { type InvitedBorough, outcomeOf } from '../../oracle/round.ts';
import { Violation } from '../../simulation.ts';
import { hasOfficer, mailboxOf, type Register } from './eligible.ts';

/** The items of one revision's round when it closed. */
export interface ClosedRound {
  /** The state before the close. */
  readonly head: Head;
  readonly revision: Revision;
  readonly requests: readonly SignOffRequest[];
  readonly close: RoundClose;
  /** How it closed before: a carried round may close again during the review (R29). */
  readonly closedBefore: RoundClose | undefined;
  readonly contributions: readonly Contribution[];
  /** The boroughs now, and at the start of the step in which the round closed: one may have changed since. */
  readonly registers: readonly Register[];
}

/** R2 to R6, R10: compares the close of a round with the oracle. */
export function checkRound(round: ClosedRound): void {
  if (round.close.kind === 'withdrawn') return;
  const why = round.registers.map((register) => difference(round, register));
  if (why.every((each) => each !== null)) throw new Violation(why[0] ?? '');
}

function oracleRound({ head, revision, requests, close, closedBefore }: ClosedRound, register: Register) {
  const { costs, leadBorough: lead } = revision.content;
  // In the review the head names the review's deadline. A borough that had nobody at the close still has nobody.
  const closesAt = (closedBefore === undefined ? head.closesAt : closedBefore.extendedTo) ?? revision.closesAt;
  const late = close.at >= closesAt || Boolean(head.topUp);
  const hadNobody = (code: BoroughCode) => closedBefore?.withoutOfficer?.includes(code) === true;
  return {
    lead,
    rule: revision.scheme.decisionRule,
    sharedCost: costs.reduce((sum, { borough, amount }) => sum + (borough === undefined ? amount : 0), 0),
    boroughs: requests.map((request): InvitedBorough => {
      const { borough, weight, answer, ownLines } = request;
      // Before the deadline it does not matter whether an officer exists: the round waits for the borough (R5).
      const nobody =
        closedBefore === undefined
          ? late && !hasOfficer(register, head, borough, request.asked, londonDate(close.at))
          : hadNobody(borough);
      return {
        ...{ borough, weight, ownLines, upTo: answer?.upTo ?? null, stand: standOf(request, nobody) },
        ...{ asked: request.asked, person: answer?.by ? mailboxOf(register, answer.by) : null },
        failsFrom: failsFrom(request, revision.scheme.graceWorkingDays),
      };
    }),
    countsFrom: revision.scheme.countsFrom,
    topUpAtMost: head.topUp || closedBefore !== undefined ? null : (revision.scheme.topUp?.atMost ?? null),
    toppingUp: Boolean(head.topUp),
    closedBefore: closedBefore !== undefined,
    revisionLeft: revision.number - 1 < revision.scheme.maxRevisions,
    at: Date.parse(close.at),
    closesAt: Date.parse(closesAt),
    ...noticeOf(revision, requests),
  };
}

/** R5. A decline or a revocation fails the round at 17:00 in London so many working days later, or at once. */
function failsFrom({ answer, revoked }: SignOffRequest, grace: number): number | null {
  const out = revoked?.at ?? (answer?.kind === 'decline' ? answer.at : undefined);
  if (out === undefined) return null;
  return Date.parse(grace === 0 ? out : deadlineAfter(out, grace, englandAndWales));
}

/** R5. Whether a decline that ends the round for everybody can no longer be replaced, so that answers are late. */
export function graceIsOver({ revision, requests }: Pick<ClosedRound, 'revision' | 'requests'>, now: Instant): boolean {
  const { decisionRule, graceWorkingDays } = revision.scheme;
  const deciding = requests.filter(({ lead }) => lead || decisionRule.kind === 'unanimous');
  return deciding.some((request) => (failsFrom(request, graceWorkingDays) ?? Infinity) <= Date.parse(now));
}

/** R7. Until 17:00 on the next working day after a revision that an approval outlived. */
function noticeOf({ submittedAt }: Revision, requests: readonly SignOffRequest[]) {
  const outlived = requests.some(({ answer }) => answer?.answeredRevision !== undefined);
  return outlived ? { carriedFrom: Date.parse(deadlineAfter(submittedAt, 1, englandAndWales)) } : {};
}

function standOf({ answer, asks, revoked, takenBack }: SignOffRequest, nobody: boolean): InvitedBorough['stand'] {
  if (answer === null) {
    if (!nobody) return 'asked';
    return asks.some(({ passedOn }) => passedOn?.why === 'recused') ? 'recused' : 'no-officer';
  }
  if (revoked !== undefined) return 'revoked';
  if (takenBack !== undefined) return 'taken-back';
  if (answer.kind !== 'approve') return answer.kind === 'decline' ? 'declined' : 'asked-for-changes';
  return answer.silence ? 'deemed' : 'approved';
}

/** In words, or null. */
function difference(round: ClosedRound, register: Register): string | null {
  const { close, head, revision, contributions } = round;
  const its = oracleRound(round, register);
  const outcome = outcomeOf(its);
  const told = `${head.reference}, revision ${revision.number}, closed ${close.kind} at ${close.at}`;
  if (outcome.kind === 'top-up') return `R5: ${told}, and the oracle says that a top-up begins`;
  if (outcome.kind === 'open') return `R5: ${told}, and the oracle says that it is open`;
  if (outcome.outcome !== close.kind) return `R6: ${told}, and the oracle says ${outcome.outcome}`;
  // Contributions of an earlier close remain in the table. `finish` checks that they no longer count.
  if (close.kind !== 'carried') return null;
  const nobody = its.boroughs.filter(({ stand }) => stand === 'recused' || stand === 'no-officer');
  const without = nobody.map(({ borough }) => borough);
  if (!isDeepStrictEqual(without.toSorted(), (close.withoutOfficer ?? []).toSorted())) {
    return `R3: ${told} without an officer in ${close.withoutOfficer}, and the oracle says in ${without}`;
  }
  if (!isSameClose(close, round.closedBefore ?? close)) return `R29: ${told}, and at another deadline than before`;
  const paid = new Map(contributions.map(({ borough, amount }) => [borough, amount]));
  const theirs = outcome.contributions;
  const same = theirs.size === paid.size && [...theirs].every(([borough, amount]) => paid.get(gss(borough)) === amount);
  return same ? null : `R10: ${told} with ${JSON.stringify([...paid])}, the oracle says ${JSON.stringify([...theirs])}`;
}

/** Sharing again changes neither when the round closed nor by which deadline. */
function isSameClose(close: RoundClose, before: RoundClose): boolean {
  return close.at === before.at && close.extendedTo === before.extendedTo;
}

/** R5: compares a round that is left open with the oracle. What the deadline decides is left to the sweep. */
export function checkOpen({
  at,
  ...round
}: Pick<ClosedRound, 'head' | 'revision' | 'requests'> & { readonly at: Instant }): void {
  const close = { kind: 'failed', at, reasons: [] } as const;
  const register: Register = { borough: () => undefined, person: () => undefined };
  const its = oracleRound({ ...round, close, closedBefore: undefined, contributions: [], registers: [] }, register);
  const outcome = outcomeOf(its);
  if (outcome.kind === 'top-up')
    throw new Violation(`R5: ${round.head.reference} lacks only money, and no top-up began`);
  if (outcome.kind === 'closed' && outcome.because !== 'deadline') {
    throw new Violation(`R5: ${round.head.reference} is open, and the oracle says ${outcome.because}`);
  }
}

/** The items of one revision's review when it closed. */
export interface ClosedReview {
  readonly requests: readonly ReviewRequest[];
  readonly signOffs: readonly SignOffRequest[];
  readonly close: ReviewClose;
}

/** R17: compares the close of a review with the oracle. A borough whose approval was revoked does not count (R29). */
export function checkReview({ requests, signOffs, close: { outcome } }: ClosedReview): void {
  const revoked = new Set(signOffs.flatMap((each) => (each.revoked === undefined ? [] : [each.borough])));
  const counted = requests.filter(({ borough }) => !revoked.has(borough));
  const answers = counted.flatMap(({ answer }) => (answer === null ? [] : [answer.kind]));
  const expected = recommendationOf(answers);
  if (outcome !== expected) throw new Violation(`R17: ${answers.join(', ')} came to ${outcome}, not ${expected}`);
}

/** R17: whether a carried round goes to a review. */
export function checkReviewed({ scheme, total, number }: Revision, reviewed: boolean): void {
  const asks = asksForReview(scheme.review.required, total);
  if (asks !== reviewed) throw new Violation(`R17: revision ${number} ${reviewed ? 'is' : 'is not'} reviewed`);
}
