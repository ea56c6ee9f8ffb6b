import { type Contribution, type SharedCost, type Shortfall, shareCost } from '../money/apportionment.ts';
import type { Hold } from '../money/budget.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import { applyRule, type Count, type RuleVerdict } from './decision-rule.ts';
import { roundReasons } from './round-reasons.ts';

/** An officer who was asked in a sign-off round. The record keeps everyone asked, in order (R1, R9). */
export interface AskedOfficer {
  readonly person: PersonId;
  /** The borough's name for the post. */
  readonly officer: string;
  readonly role: 'approver' | 'deputy';
  /** For a deputy: the approver in whose absence they act. */
  readonly onBehalfOf: PersonId | null;
  readonly askedAt: Instant;
  /** Set when the request passed on: declared an interest, or no longer eligible. */
  readonly passedOn: {
    readonly at: Instant;
    readonly why: 'recused' | 'not-eligible';
    readonly interest?: string | undefined;
    /** SHA-256 of the link that was used to declare it. */
    readonly link?: string | undefined;
  } | null;
}

/** What a borough answered (R1), with its officer decision record (R19). */
export interface SignOffAnswer {
  readonly kind: 'approve' | 'decline' | 'request-changes';
  readonly at: Instant;
  /** null where silence was deemed approval (R4). */
  readonly by: PersonId | null;
  readonly onBehalfOf: PersonId | null;
  /** The delegation under which the officer, or silence, acted. */
  readonly authority: string;
  /** The cap in pence; null unless it is an approval. */
  readonly upTo: Pence | null;
  /** Reasons of an approval or a decline, or the wish of a request for changes. */
  readonly comment: string;
  /** One number a pledge of the proposal, in its order; empty where none was asked (R18). */
  readonly pledged: readonly number[];
  /** True where no officer decided: silence under a standing authority (R4). */
  readonly silence: boolean;
  /** SHA-256 of the link that was used; null for silence. */
  readonly link: string | null;
  /** Number of this officer decision record, printed on receipts (R20). */
  readonly record: string;
}

/** What became of a request's mail. */
export type Delivery = 'pending' | 'delivered' | 'unreachable';

/** One borough's place in the sign-off round of one revision. */
export interface SignOffRequest {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly lead: boolean;
  /** Resolved from the apportionment key: 1, population, weight, or benefits in pence (R10). */
  readonly weight: number;
  /** Share if all join, own lines included. */
  readonly asked: Pence;
  readonly ownLines: Pence;
  readonly asks: readonly AskedOfficer[];
  readonly answer: SignOffAnswer | null;
  /** The first answer that came too late, kept for the record; it counts for nothing (R5). */
  readonly late: { readonly kind: string; readonly at: Instant; readonly by: PersonId } | null;
  /** What became of the mail to those who hold the request (see `deliveryTo`). */
  readonly delivery: Delivery;
  readonly remindedAt: readonly Instant[];
  readonly hold: Hold;
  /** At the close: why silence did not count, in words; null before or where someone answered (R4). */
  readonly silenceNote: string | null;
  /** Set where the deadline was extended while it waited: the newest extension. Reminders are those that come after it. */
  readonly extended?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
  /** Set where the secretariat revoked the recorded approval: it counts as opting out (R29). */
  readonly revoked?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
}

/** All that the outcome of a sign-off round depends on (R6). */
export interface Round {
  /** As snapshotted at submission. */
  readonly scheme: Pick<Scheme, 'decisionRule'>;
  readonly costs: readonly CostLine[];
  /** One for each invited borough, in any order. At the deadline, with silence that is deemed approval recorded (R4). */
  readonly requests: readonly SignOffRequest[];
  /** Boroughs in which nobody is eligible to answer at `at`, recusal included; it matters for those without an answer. */
  readonly withoutOfficer: ReadonlySet<BoroughCode>;
  readonly revisionsLeft: number;
  readonly at: Instant;
  readonly closesAt: Instant;
}

/** What a borough's place in the round comes to. */
export type Stance =
  | 'approved'
  | 'declined'
  | 'asked-for-changes'
  | 'revoked'
  | 'silent'
  | 'recused'
  | 'without-officer';

/** A borough and its stance, in a shape that no longer depends on how requests are kept. */
export interface Ballot {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly lead: boolean;
  readonly stance: Stance;
  /** Whether no officer decided: no answer, or silence deemed approval (R4). */
  readonly silence: boolean;
  /** Whether an answer may still come before the deadline. */
  readonly pending: boolean;
}

export type RoundOutcome =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'closed';
      readonly outcome: 'carried' | 'failed' | 'changes-requested' | 'lapsed';
      /** Why it closes now (R5). */
      readonly because: 'deadline' | 'all-answered' | 'can-only-fail';
      /** Sentences for the record, computed, without free text or people. */
      readonly reasons: readonly string[];
      /** By GSS code; empty unless carried. */
      readonly contributions: readonly Contribution[];
      /** By how many pence the caps of those who approved fall short; 0 where they cover the cost. */
      readonly shortfall: Pence;
      /** Who takes no part, whatever the outcome, and why; by GSS code. */
      readonly optedOut: readonly { readonly borough: BoroughCode; readonly why: Exclude<Stance, 'approved'> }[];
    };

/**
 * R4. What became of a request's mail: it is delivered once any of those who hold it got it. What became of the mail to an officer
 * whom it passed on from says nothing of it any more. `noted`: by person, as far as it is known.
 */
export function deliveryTo(asks: readonly AskedOfficer[], noted: ReadonlyMap<PersonId, Delivery>): Delivery {
  const known = asks.filter(({ passedOn }) => passedOn === null).map(({ person }) => noted.get(person));
  if (known.includes('delivered')) return 'delivered';
  return known.includes('unreachable') ? 'unreachable' : 'pending';
}

/** R5. Whether an answer stamped `at` is late: one at exactly the deadline is. */
export function isLate(at: Instant, closesAt: Instant): boolean {
  return at >= closesAt;
}

/**
 * R2 to R6. What the answers so far amount to. Pure, and blind to the order of the requests: the same round always gives the
 * same outcome, with reasons in words.
 *
 * It closes at the deadline, when every borough has answered, or at once when it can only fail; never early as carried while
 * a borough can still answer. Carried where rule and money are met: who asked for changes then takes no part. Else
 * changes-requested if anyone asked for changes and a revision is left; else failed; lapsed if no person answered at all.
 */
export function roundOutcome(round: Round): RoundOutcome {
  const ballots = ballotsOf(round);
  const because = whyItCloses(round, ballots);
  if (because === null) return { kind: 'open' };
  const verdict = applyRule(round.scheme.decisionRule, countOf(ballots));
  const cost = costOf(round, ballots);
  const outcome = decide(round, ballots, verdict, cost);
  const { decisionRule: rule } = round.scheme;
  const { revisionsLeft } = round;
  return {
    kind: 'closed',
    outcome,
    because,
    reasons: roundReasons({ outcome, because, ballots, rule, verdict, cost, revisionsLeft }),
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
  // The best that can come: all who may still answer approve, an officer being added where there is none. For no rule does
  // one approval more, or one eligible borough fewer, do better. Money cannot rule it out: one borough may approve it all.
  const best = ballots.map((ballot): Ballot => (ballot.pending ? { ...ballot, stance: 'approved' } : ballot));
  return applyRule(round.scheme.decisionRule, countOf(best)).met ? null : 'can-only-fail';
}

/** R3, R4. The lead's silence never counts, so that its stance is never an approval without an officer (see `stanceOf`). */
function countOf(ballots: readonly Ballot[]): Count {
  const of = (...stances: readonly Stance[]): readonly Ballot[] =>
    ballots.filter(({ stance }) => stances.includes(stance));
  return {
    eligible: ballots.length - of('recused', 'without-officer').length,
    responding: of('approved', 'declined').length,
    approvals: of('approved').length,
    leadApproved: of('approved').some(({ lead }) => lead),
  };
}

function costOf(round: Round, ballots: readonly Ballot[]): SharedCost | Shortfall {
  const approved = new Set(ballots.filter(({ stance }) => stance === 'approved').map(({ borough }) => borough));
  const participants = round.requests.filter(({ borough }) => approved.has(borough));
  return shareCost(
    round.costs,
    participants.map(({ borough, weight, answer }) => ({ borough, weight, cap: answer?.upTo ?? 0 })),
  );
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
  if (answer.kind === 'approve') return lead && answer.silence ? 'silent' : 'approved';
  return answer.kind === 'decline' ? 'declined' : 'asked-for-changes';
}
