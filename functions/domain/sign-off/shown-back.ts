import { shareCost } from '../money/apportionment.ts';
import type { Pence } from '../vocabulary/money.ts';
import { isLargeEnough } from './ballots.ts';
import type { SignOffRequest } from './sign-off-request.ts';
import { isOut, type LiveRound, liveShare, suggestedFor } from './suggested-limit.ts';

/** R1. An unusual amount and what it means, before it is recorded. Amounts are in pence. */
export interface ShownBack {
  readonly why: 'below-share' | 'above-suggested';
  readonly upTo: Pence;
  readonly asked: Pence;
  readonly live: Pence;
  readonly suggested: Pence;
  /** What all limits together would lack, if those who have not answered join without a limit; 0 if nothing. */
  readonly missing: Pence;
  /** R3. The percentage of the asked share that an approval must reach to count toward the rule; null if it does. */
  readonly tooSmallBelow: number | null;
}

/**
 * R1. Whether an approval up to this amount is first shown back with what it means: below the asked or the live share,
 * or above the suggested limit. null: it is recorded at once.
 */
export function shownBack(
  round: LiveRound,
  request: SignOffRequest,
  upTo: Pence,
  officerLimit: Pence | null,
): ShownBack | null {
  const { asked } = request;
  const live = liveShare(round, request).amount;
  const suggested = suggestedFor(round, request, officerLimit);
  const tooSmallBelow = isLargeEnough(request, upTo, round.scheme) ? null : round.scheme.countsFrom;
  const amounts = { upTo, asked, live, suggested, missing: missingWith(round, request, upTo), tooSmallBelow };
  if (upTo < Math.max(asked, live)) return { why: 'below-share', ...amounts };
  return upTo > suggested ? { why: 'above-suggested', ...amounts } : null;
}

function missingWith(round: LiveRound, request: SignOffRequest, upTo: Pence): Pence {
  const others = round.requests.filter((each) => each.borough !== request.borough && !isOut(round, each));
  const { borough, weight } = request;
  const cost = shareCost(round.costs, [
    { borough, weight, cap: upTo },
    ...others.map((each) => ({ borough: each.borough, weight: each.weight, cap: each.answer?.upTo ?? null })),
  ]);
  return cost.kind === 'shortfall' ? cost.by : 0;
}
