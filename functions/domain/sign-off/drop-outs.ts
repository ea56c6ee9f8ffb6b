import { personId } from '../vocabulary/borough.ts';
import type { Pence } from '../vocabulary/money.ts';
import { ballotsOf } from './ballots.ts';
import type { Ballot, Round } from './round.ts';
import { judgeRound } from './round-outcome.ts';
import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';
import { isOut, type LiveRound, suggestedFor } from './suggested-limit.ts';

/** An open round, as an officer reads it before deciding. */
export interface ReadRound extends Round, LiveRound {
  readonly scheme: Round['scheme'] & LiveRound['scheme'];
}

/** R1. How many of the boroughs that can still take part may drop out. */
export interface DropOuts {
  /** How many there are, without the lead and the borough that reads. */
  readonly others: number;
  /** How many of them may drop out, whichever they are; null if it cannot go ahead even with all of them. */
  readonly without: number | null;
}

/**
 * R1, R3, R10. How many boroughs other than the lead and the reader may drop out so that the round still carries, if
 * every borough that has not answered approves what is suggested to it, and the reader approves `limit` pence.
 *
 * It does not try every subset. The rule counts approvals and the people who gave them, and a borough that drops out by
 * declining still responds. The limits cover the cost if they are together at least the shared lines and the own lines.
 * So for each number of drop-outs the worst subset for the money are those with the largest limits less own lines, and
 * the worst for the rule are those whose approvals count, other people than the lead's first. Whatever fails for a subset
 * fails for one of these two.
 */
export function dropOuts(round: ReadRound, reader: SignOffRequest, limit: Pence): DropOuts {
  const approvals = round.requests.map((request) => ifApproved(round, request, request === reader ? limit : null));
  const ballots = ballotsOf({ ...round, requests: approvals });
  const others = approvals.filter(
    (request) =>
      !request.lead && request.borough !== reader.borough && request.answer !== null && !isOut(round, request),
  );
  const worst = [
    others.toSorted((a, b) => towardsShared(b) - towardsShared(a)),
    others.toSorted((a, b) => towardsRule(ballots, b) - towardsRule(ballots, a)),
  ];
  const carriesWithout = (number: number): boolean =>
    worst.every((order) => carries(round, approvals, new Set(order.slice(0, number))));
  if (!carriesWithout(0)) return { others: others.length, without: null };
  let without = 0;
  while (without < others.length && carriesWithout(without + 1)) without += 1;
  return { others: others.length, without };
}

/** The answers as they are, and approvals of what is suggested from those who have not answered or who read now. */
function ifApproved(round: ReadRound, request: SignOffRequest, limit: Pence | null): SignOffRequest {
  if (limit === null && (request.answer !== null || isOut(round, request))) return request;
  const upTo = limit ?? suggestedFor(round, request, null);
  return {
    ...request,
    revoked: undefined,
    takenBack: undefined,
    answer: hypothetical(round, request, 'approve', upTo),
  };
}

function carries(round: ReadRound, approvals: readonly SignOffRequest[], out: ReadonlySet<SignOffRequest>): boolean {
  const requests = approvals.map((request) =>
    out.has(request) ? { ...request, answer: hypothetical(round, request, 'decline', null) } : request,
  );
  return judgeRound({ ...round, requests }).outcome === 'carried';
}

/** What a borough's limit leaves for the shared lines. */
function towardsShared({ answer, ownLines }: SignOffRequest): Pence {
  return (answer?.upTo ?? 0) - ownLines;
}

/** How much the rule loses without this approval: its count, and a person other than the lead's. */
function towardsRule(ballots: readonly Ballot[], { borough }: SignOffRequest): number {
  const ballot = ballots.find((each) => each.borough === borough);
  const leads = ballots.find(({ lead }) => lead)?.person ?? null;
  if (ballot?.counts !== true) return 0;
  return ballot.person === null || ballot.person === leads ? 1 : 2;
}

/**
 * An answer that was not given, by the officer who holds the request. An officer who answered for another borough is the
 * same person here (R3).
 */
function hypothetical(
  { at, requests }: ReadRound,
  { borough, asks }: SignOffRequest,
  kind: SignOffAnswer['kind'],
  upTo: Pence | null,
): SignOffAnswer {
  const by = asks.findLast(({ passedOn }) => passedOn === null)?.person ?? personId(borough);
  const elsewhere = requests.find(({ answer }) => answer?.by === by)?.answer;
  const nothing = { onBehalfOf: null, authority: '', comment: '', pledged: [], silence: false, link: null, record: '' };
  return { kind, at, by, upTo, ...nothing, decidedBy: elsewhere?.decidedBy };
}
