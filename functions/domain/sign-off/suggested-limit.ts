import { shareWithoutCap, type Willing } from '../money/apportionment.ts';
import { type Pence, sumOf } from '../vocabulary/money.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { Round } from './round.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/** What live shares and suggested limits depend on. */
export interface LiveRound extends Pick<Round, 'costs' | 'requests'> {
  readonly scheme: Pick<Scheme, 'headroom' | 'countsFrom'>;
  /** Whether a borough that has not answered takes no part: true while a top-up runs (R5). */
  readonly silentAreOut: boolean;
}

/** R1. A borough's live share, and why it is not the share if every borough joins. */
export interface LiveShare {
  /** In pence, own lines included. */
  readonly amount: Pence;
  /** Names of the boroughs that take no part. */
  readonly out: readonly string[];
  /** Names of the boroughs that pay their limits, because their shares would be above them. */
  readonly atLimit: readonly string[];
}

/**
 * R1. What a borough pays if those who approved pay at most their limits, and all who have not answered join. Its own
 * earlier answer is left out. The amount is rounded up to the penny. While nobody is out and no limit is below its
 * asked share, it is the asked share: rounding up would then show a penny more than the other figures of the page.
 */
export function liveShare(round: LiveRound, request: SignOffRequest): LiveShare {
  const others = round.requests.filter(({ borough }) => borough !== request.borough);
  const out = others.filter((other) => isOut(round, other)).map(({ name }) => name);
  const joining = others.filter((other) => !isOut(round, other));
  if (out.length === 0 && joining.every(({ answer, asked }) => answer === null || (answer.upTo ?? 0) >= asked))
    return { amount: request.asked, out, atLimit: [] };
  const { amount, atCap } = shareWithoutCap(round.costs, request, joining.map(willing));
  return { amount, out, atLimit: joining.filter(({ borough }) => atCap.has(borough)).map(({ name }) => name) };
}

/**
 * R1. The limit that the answer form suggests, in pence: the larger of the live share and the asked share × (1 +
 * headroom ÷ 100), rounded down to the penny. It is at most the total cost and the officer's limit (null means no
 * limit), but never below 1p or the borough's own lines. `headroom` is a whole number of percent, 0 or more.
 *
 * @example suggestedLimit({ asked: 500000, live: 666667, ownLines: 0, headroom: 25, total: 4500000, officerLimit: null }) // 666667
 */
export function suggestedLimit(request: {
  readonly asked: Pence;
  readonly live: Pence;
  readonly ownLines: Pence;
  readonly headroom: number;
  readonly total: Pence;
  readonly officerLimit: Pence | null;
}): Pence {
  const { asked, live, ownLines, headroom, total, officerLimit } = request;
  const raised = Number((BigInt(asked) * (100n + BigInt(headroom))) / 100n);
  return Math.max(1, ownLines, Math.min(Math.max(raised, live), total, officerLimit ?? total));
}

/** R1. The limit that is suggested to one borough of a round. */
export function suggestedFor(round: LiveRound, request: SignOffRequest, officerLimit: Pence | null): Pence {
  const { asked, ownLines } = request;
  const live = liveShare(round, request).amount;
  const total = sumOf(round.costs.map(({ amount }) => amount));
  return suggestedLimit({ asked, live, ownLines, headroom: round.scheme.headroom, total, officerLimit });
}

/**
 * R1. What the last borough to answer has to approve so that the limits cover the cost, in pence; null while another
 * borough can still answer. It is the borough's own lines if the limits of the others already cover the rest.
 */
export function neededOfLast(round: LiveRound, request: SignOffRequest): Pence | null {
  const others = round.requests.filter(({ borough }) => borough !== request.borough);
  if (request.answer !== null || others.some(({ answer }) => answer === null)) return null;
  const shared = sumOf(round.costs.filter(({ borough }) => borough === undefined).map(({ amount }) => amount));
  const approved = others.filter((other) => !isOut(round, other));
  const covered = sumOf(approved.map(({ answer, ownLines }) => (answer?.upTo ?? 0) - ownLines));
  return request.ownLines + Math.max(0, shared - covered);
}

/** Whether a borough takes no part as things are: it declined, asked for changes or lost its approval. */
export function isOut(round: Pick<LiveRound, 'silentAreOut'>, { answer, revoked, takenBack }: SignOffRequest): boolean {
  if (answer === null) return round.silentAreOut;
  return (revoked ?? takenBack) !== undefined || answer.kind !== 'approve';
}

function willing({ borough, weight, answer }: SignOffRequest): Willing {
  return { borough, weight, cap: answer?.upTo ?? null };
}
