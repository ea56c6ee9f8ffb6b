import { type SharedCost, type Shortfall, shareCost } from '../money/apportionment.ts';
import { type Pence, sumOf } from '../vocabulary/money.ts';
import { partnerWord } from '../vocabulary/partner.ts';
import { ballotsOf, countOf } from './ballots.ts';
import { applyRule, type RuleVerdict } from './decision-rule.ts';
import { type Ballot, isLate, type JudgedRound, type Round, type RoundOutcome } from './round.ts';
import { failsAt, topUpUntil } from './round-moments.ts';
import { roundReasons } from './round-reasons.ts';

/**
 * R2 to R7. What the answers so far amount to, with reasons in words. Pure, and independent of the order of the requests.
 *
 * The round closes at its deadline; as carried or changes-requested once every borough has answered; and early as failed
 * at the end of the grace after the lead declined. If only money lacks, a top-up begins instead, once per revision. While
 * it runs, the round closes as carried as soon as rule and money are met. After a revision that approvals outlived, it
 * does not close as carried before `carriedFrom`.
 */
export function roundOutcome(round: Round): RoundOutcome {
  const facts = factsOf(round);
  const fails = failsAt(round);
  if (fails !== null && fails < round.closesAt && round.at >= fails) return closed(round, facts, 'can-only-fail');
  const late = isLate(round.at, round.closesAt);
  const answered = facts.ballots.every(({ pending }) => !pending);
  if ((late || answered) && mayTopUp(round, facts) && round.scheme.topUp !== null) {
    const until = topUpUntil(round, round.scheme.topUp.workingDays);
    return { kind: 'top-up', since: round.at, until, shortfall: facts.shortfall };
  }
  if (late) return closed(round, facts, 'deadline');
  const because = whyBeforeDeadline(round, facts, answered);
  if (because !== null) return closed(round, facts, because);
  const moments = [fails, waitsForNotice(round, facts, answered) ? round.carriedFrom : null];
  const next =
    moments
      .flatMap((moment) => moment ?? [])
      .concat(round.closesAt)
      .toSorted()[0] ?? round.closesAt;
  return { kind: 'open', next, shortfall: facts.shortfall };
}

/** R6, R29. How the round closes if it closes now: also where it was carried before, and a borough has left since. */
export function judgeRound(round: Round): JudgedRound {
  return closed(round, factsOf(round), isLate(round.at, round.closesAt) ? 'deadline' : 'all-answered');
}

/** R5, R29. By how many pence a carried round falls short, if only money lacks and a top-up may begin; otherwise 0. */
export function topUpShortfall(round: Round): Pence {
  const facts = factsOf(round);
  return mayTopUp(round, facts) ? facts.shortfall : 0;
}

/** What a round is judged by. */
interface RoundFacts {
  readonly ballots: readonly Ballot[];
  readonly verdict: RuleVerdict;
  readonly cost: SharedCost | Shortfall;
  /** The caps of those who approved, together. */
  readonly approved: Pence;
  readonly shortfall: Pence;
  readonly carried: boolean;
}

function factsOf(round: Round): RoundFacts {
  const ballots = ballotsOf(round);
  const verdict = applyRule(round.scheme.decisionRule, countOf(ballots));
  const participants = participantsOf(round, ballots);
  const cost = shareCost(round.costs, participants);
  return {
    ballots,
    verdict,
    cost,
    approved: sumOf(participants.map(({ cap }) => cap)),
    shortfall: cost.kind === 'shortfall' ? cost.by : 0,
    carried: verdict.met && cost.kind === 'apportioned',
  };
}

/** R5. Whether only money lacks, little enough of it, and the revision has had no top-up. */
function mayTopUp({ scheme, topUp }: Round, { verdict, approved, shortfall }: RoundFacts): boolean {
  if (scheme.topUp === null || topUp !== null || !verdict.met || shortfall === 0) return false;
  // What the caps do not cover, added to what they cover, is the cost of those taking part.
  return BigInt(shortfall) * 100n <= BigInt(scheme.topUp.atMost) * BigInt(approved + shortfall);
}

function whyBeforeDeadline(round: Round, facts: RoundFacts, answered: boolean): 'all-answered' | 'topped-up' | null {
  const { topUp, at, carriedFrom } = round;
  if (facts.carried) {
    if (!(answered || topUp !== null) || (carriedFrom !== null && at < carriedFrom)) return null;
    return topUp === null ? 'all-answered' : 'topped-up';
  }
  return answered && topUp === null && howItCloses(round, facts) === 'changes-requested' ? 'all-answered' : null;
}

/** R7. Whether nothing but the notice of a revision keeps the round from closing as carried. */
function waitsForNotice({ topUp }: Round, { carried }: RoundFacts, answered: boolean): boolean {
  return carried && (answered || topUp !== null);
}

/** Closes the round by R6. */
function closed(round: Round, facts: RoundFacts, because: JudgedRound['because']): JudgedRound {
  const { ballots, cost, shortfall } = facts;
  const outcome = howItCloses(round, facts);
  return {
    kind: 'closed',
    outcome,
    because,
    reasons: roundReasons({
      ...facts,
      outcome,
      because,
      partner: partnerWord(round.requests),
      scheme: round.scheme,
      revisionsLeft: round.revisionsLeft,
      topUp: round.topUp,
    }),
    contributions: outcome === 'carried' && cost.kind === 'apportioned' ? cost.contributions : [],
    shortfall,
    optedOut: ballots.flatMap(({ borough, stance }) => (stance === 'approved' ? [] : [{ borough, why: stance }])),
  };
}

function howItCloses({ revisionsLeft }: Round, { ballots, carried }: RoundFacts): JudgedRound['outcome'] {
  if (carried) return 'carried';
  if (ballots.every(({ silence }) => silence)) return 'lapsed';
  const asked = ballots.some(({ stance }) => stance === 'asked-for-changes');
  return asked && revisionsLeft > 0 ? 'changes-requested' : 'failed';
}

/** Those who approved, with what the cost is shared by: their weights, and their caps in pence. */
function participantsOf(round: Round, ballots: readonly Ballot[]) {
  const approved = new Set(ballots.filter(({ stance }) => stance === 'approved').map(({ borough }) => borough));
  return round.requests
    .filter(({ borough }) => approved.has(borough))
    .map(({ borough, weight, answer }) => ({ borough, weight, cap: answer?.upTo ?? 0 }));
}
