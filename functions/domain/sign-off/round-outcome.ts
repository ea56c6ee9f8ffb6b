import { type SharedCost, type Shortfall, shareCost } from '../money/apportionment.ts';
import { sumOf } from '../vocabulary/money.ts';
import { partnerWord } from '../vocabulary/partner.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import { applyRule, type Count, type RuleVerdict } from './decision-rule.ts';
import { type Ballot, isLate, type Round, type RoundOutcome, type Stance } from './round.ts';
import { roundReasons } from './round-reasons.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/**
 * R2 to R6. The outcome of the answers so far, with reasons in words. Pure, and independent of the order of the
 * requests.
 *
 * The round closes at the deadline, when every borough has answered, or at once when it can only fail. It never closes
 * early as carried while a borough can still answer. It is carried if rule and money are met; boroughs that asked for
 * changes then take no part. Otherwise the outcome is changes-requested if anyone asked for changes and a revision is
 * left, else failed; lapsed if no person answered at all.
 */
export function roundOutcome(round: Round): RoundOutcome {
  const ballots = ballotsOf(round);
  const because = whyItCloses(round, ballots);
  if (because === null) return { kind: 'open' };
  const verdict = applyRule(round.scheme.decisionRule, countOf(ballots));
  const participants = participantsOf(round, ballots);
  const cost = shareCost(round.costs, participants);
  const approved = sumOf(participants.map(({ cap }) => cap));
  const outcome = decide(round, ballots, verdict, cost);
  const { decisionRule: rule } = round.scheme;
  const partner = partnerWord(round.requests);
  const { revisionsLeft } = round;
  return {
    kind: 'closed',
    outcome,
    because,
    reasons: roundReasons({ outcome, because, ballots, partner, rule, verdict, approved, cost, revisionsLeft }),
    contributions: outcome === 'carried' && cost.kind === 'apportioned' ? cost.contributions : [],
    shortfall: cost.kind === 'shortfall' ? cost.by : 0,
    optedOut: ballots.flatMap(({ borough, stance }) => (stance === 'approved' ? [] : [{ borough, why: stance }])),
  };
}

function decide(
  round: Round,
  ballots: readonly Ballot[],
  verdict: RuleVerdict,
  cost: SharedCost | Shortfall,
): 'carried' | 'failed' | 'changes-requested' | 'lapsed' {
  if (verdict.met && cost.kind === 'apportioned') return 'carried';
  if (ballots.every(({ silence }) => silence)) return 'lapsed';
  const asked = ballots.some(({ stance }) => stance === 'asked-for-changes');
  return asked && round.revisionsLeft > 0 ? 'changes-requested' : 'failed';
}

function whyItCloses(round: Round, ballots: readonly Ballot[]): 'deadline' | 'all-answered' | 'can-only-fail' | null {
  if (isLate(round.at, round.closesAt)) return 'deadline';
  if (ballots.every(({ pending }) => !pending)) return 'all-answered';
  // The best case: all who may still answer approve, and an officer is added where there is none. Under every rule that
  // is at least as good as leaving the borough out. Money cannot rule it out: one borough may approve it all.
  const best = ballots.map((ballot): Ballot => (ballot.pending ? { ...ballot, stance: 'approved' } : ballot));
  return applyRule(round.scheme.decisionRule, countOf(best)).met ? null : 'can-only-fail';
}

/** R3, R4. The lead's silence never counts, so without an officer its stance is never an approval (see `stanceOf`). */
function countOf(ballots: readonly Ballot[]): Count {
  const of = (...stances: readonly Stance[]): readonly Ballot[] =>
    ballots.filter(({ stance }) => stances.includes(stance));
  return {
    eligible: ballots.length - of('recused', 'without-officer').length,
    responding: of('approved', 'declined', 'taken-back').length,
    approvals: of('approved').length,
    leadApproved: of('approved').some(({ lead }) => lead),
  };
}

/** Those who approved, with what the cost is shared by: their weights, and their caps in pence. */
function participantsOf(round: Round, ballots: readonly Ballot[]) {
  const approved = new Set(ballots.filter(({ stance }) => stance === 'approved').map(({ borough }) => borough));
  return round.requests
    .filter(({ borough }) => approved.has(borough))
    .map(({ borough, weight, answer }) => ({ borough, weight, cap: answer?.upTo ?? 0 }));
}

/** By GSS code, so that the order of the requests makes no difference. */
function ballotsOf(round: Round): readonly Ballot[] {
  const ballots = round.requests.map((request): Ballot => {
    const { borough, name, lead, answer } = request;
    const silence = answer === null || answer.silence;
    return { borough, name, lead, silence, pending: answer === null, stance: stanceOf(request, round.withoutOfficer) };
  });
  return ballots.toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
}

function stanceOf(request: SignOffRequest, withoutOfficer: ReadonlySet<BoroughCode>): Stance {
  const { answer, asks, borough, lead } = request;
  if (answer === null) {
    if (!withoutOfficer.has(borough)) return 'silent';
    return asks.some(({ passedOn }) => passedOn?.why === 'recused') ? 'recused' : 'without-officer';
  }
  if (request.revoked !== undefined) return 'revoked';
  if (request.takenBack !== undefined) return 'taken-back';
  if (answer.kind === 'approve') return lead && answer.silence ? 'silent' : 'approved';
  return answer.kind === 'decline' ? 'declined' : 'asked-for-changes';
}
