import { personId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import { leastThatCounts } from './ballots.ts';
import type { Round } from './round.ts';
import { judgeRound } from './round-outcome.ts';
import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';

/** A limit with which a round that lacks money is carried, and what the borough pays then. */
export interface EnoughAlone {
  readonly limit: Pence;
  readonly pays: Pence;
}

/**
 * R5. The smallest limit with which this borough alone makes up what a round lacks: its present limit and the shortfall;
 * or if it takes no part, the shortfall and its own lines, and at least what counts toward the rule. null: no limit of
 * this borough alone is enough.
 */
export function enoughAlone(round: Round, code: BoroughCode): EnoughAlone | null {
  const request = round.requests.find(({ borough }) => borough === code);
  if (request === undefined || (request.revoked ?? request.takenBack) !== undefined) return null;
  const { shortfall, optedOut } = judgeRound(round);
  const takesPart = optedOut.every(({ borough }) => borough !== code);
  const limit = takesPart
    ? (request.answer?.upTo ?? 0) + shortfall
    : Math.max(1, shortfall + request.ownLines, leastThatCounts(request, round.scheme));
  const requests = round.requests.map((each) => (each === request ? approving(each, limit, round.at) : each));
  const { outcome, contributions } = judgeRound({ ...round, requests });
  const pays = contributions.find(({ borough }) => borough === code)?.amount;
  return outcome === 'carried' && pays !== undefined ? { limit, pays } : null;
}

/** The request as it is if an officer approves that much. The officer who decided stays, or else somebody new decides. */
function approving(request: SignOffRequest, upTo: Pence, at: Instant): SignOffRequest {
  const { answer, borough, asks } = request;
  const by = answer?.by ?? asks.at(-1)?.person ?? personId(borough);
  const given: SignOffAnswer = {
    at,
    onBehalfOf: null,
    authority: '',
    comment: '',
    pledged: [],
    link: null,
    record: '',
    ...answer,
    kind: 'approve',
    by,
    upTo,
    silence: false,
  };
  return { ...request, answer: given };
}
