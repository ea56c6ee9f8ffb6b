import type { SharedCost, Shortfall } from '../money/apportionment.ts';
import { formatPounds } from '../vocabulary/money.ts';
import type { DecisionRule } from '../vocabulary/scheme.ts';
import type { RuleVerdict } from './decision-rule.ts';
import type { Ballot, RoundOutcome, Stance } from './round.ts';

/** R7. Why a wish for changes ends a proposal. */
export const noRevisionLeft = 'No further revision is left in which changes could be made.';

type Closed = Extract<RoundOutcome, { kind: 'closed' }>;

/** What the reasons of a closed round are made from. */
export interface ClosedRound {
  readonly outcome: Closed['outcome'];
  readonly because: Closed['because'];
  /** By GSS code. */
  readonly ballots: readonly Ballot[];
  readonly rule: DecisionRule;
  readonly verdict: RuleVerdict;
  readonly cost: SharedCost | Shortfall;
  readonly revisionsLeft: number;
}

/**
 * R6. Why a round closed as it did, in sentences: what the lead said where it did not approve, the rule against the count,
 * the money against the caps, and who takes no part. Boroughs are named; people and what they wrote are not (R19).
 */
export function roundReasons(round: ClosedRound): readonly string[] {
  const nobody = 'No person approved, declined or asked for changes.';
  return [
    ...(round.outcome === 'lapsed' ? [nobody] : []),
    ...leadReason(round),
    ruleReason(round),
    ...moneyReason(round),
    ...deemedReason(round.ballots),
    ...stanceReasons(round.ballots),
    ...wishReason(round),
    ...(round.because === 'can-only-fail'
      ? ['It closed before the deadline, because no further answer could carry it.']
      : []),
  ];
}

function leadReason({ verdict, ballots }: ClosedRound): readonly string[] {
  if (verdict.leadApproved) return [];
  const lead = ballots.find((ballot) => ballot.lead);
  return [`The lead borough${lead === undefined ? '' : `, ${lead.name},`} must approve by a person, and it did not.`];
}

function ruleReason({ rule, verdict: { approvals, needed, size } }: ClosedRound): string {
  const asks = `the rule asks for ${ruleWords(rule)}, and so for ${boroughs(needed)}`;
  if (size === null) return `${boroughs(approvals)} approved; ${asks}.`;
  const of = rule.kind === 'share' && rule.of === 'responding' ? 'that responded' : 'that could answer';
  return `${approvals} of the ${boroughs(size)} ${of} approved; ${asks}.`;
}

function ruleWords(rule: DecisionRule): string {
  if (rule.kind === 'coalition') return `a coalition of at least ${rule.minimumBoroughs}`;
  if (rule.kind === 'unanimous') return 'all of them, and never fewer than two';
  return `at least ${rule.atLeast[0]}/${rule.atLeast[1]} of them, and never fewer than two`;
}

function moneyReason({ cost, verdict }: ClosedRound): readonly string[] {
  if (verdict.approvals === 0) return [];
  if (cost.kind === 'shortfall') {
    return [`The most that those who approved agreed to falls short of the cost by ${formatPounds(cost.by)}.`];
  }
  const total = cost.contributions.reduce((sum, { amount }) => sum + amount, 0);
  return [`The most that those who approved agreed to covers their cost of ${formatPounds(total)}.`];
}

function deemedReason(ballots: readonly Ballot[]): readonly string[] {
  const deemed = ballots.filter(({ stance, silence }) => stance === 'approved' && silence);
  if (deemed.length === 0) return [];
  return [`${names(deemed)} approved by silence under a standing authority; no officer decided.`];
}

const stanceWords = {
  declined: 'declined',
  'asked-for-changes': 'asked for changes',
  revoked: 'took the approval back',
  silent: 'did not answer',
  recused: 'declared an interest and had no other officer who could answer',
  'without-officer': 'had no officer who could answer',
} as const satisfies Record<Exclude<Stance, 'approved'>, string>;

/** One sentence for each stance but approval. */
function stanceReasons(ballots: readonly Ballot[]): readonly string[] {
  return Object.entries(stanceWords).flatMap(([stance, words]) => {
    const who = ballots.filter((ballot) => ballot.stance === stance);
    return who.length === 0 ? [] : [`${names(who)} ${words}.`];
  });
}

/** R6. What becomes of the wishes for changes. */
function wishReason({ outcome, ballots, revisionsLeft }: ClosedRound): readonly string[] {
  const wishes = ballots.filter(({ stance }) => stance === 'asked-for-changes');
  if (wishes.length === 0) return [];
  if (outcome === 'carried') return [`It is carried without ${names(wishes)}.`];
  if (outcome === 'failed') return [noRevisionLeft];
  return [`The changes may be made in a new revision; ${revisionsLeft === 1 ? '1 is' : `${revisionsLeft} are`} left.`];
}

function boroughs(count: number): string {
  return count === 1 ? '1 borough' : `${count} boroughs`;
}

function names(ballots: readonly Ballot[]): string {
  const all = ballots.map(({ name }) => name);
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}
