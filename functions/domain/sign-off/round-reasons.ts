import type { SharedCost, Shortfall } from '../money/apportionment.ts';
import { inWords } from '../vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../vocabulary/money.ts';
import type { PartnerWord } from '../vocabulary/partner.ts';
import type { DecisionRule, Scheme } from '../vocabulary/scheme.ts';
import type { RuleVerdict } from './decision-rule.ts';
import type { Ballot, JudgedRound, Stance, TopUp } from './round.ts';

/** R7. Why a request for changes ends a proposal. */
export const noRevisionLeft = 'No revision is left to make the changes in.';

/** What the reasons of a closed round are made from. */
export interface ClosedRound {
  readonly outcome: JudgedRound['outcome'];
  readonly because: JudgedRound['because'];
  /** By GSS code. */
  readonly ballots: readonly Ballot[];
  /** What the reasons call those who were invited. */
  readonly partner: PartnerWord;
  readonly scheme: Pick<Scheme, 'decisionRule' | 'countsFrom'>;
  readonly verdict: RuleVerdict;
  /** The caps of those who approved, together. */
  readonly approved: Pence;
  readonly cost: SharedCost | Shortfall;
  readonly revisionsLeft: number;
  /** Set if the boroughs had time to raise their limits (R5). */
  readonly topUp: TopUp | null;
}

/**
 * R6. Why a round closed as it did, in sentences: the lead's answer if it did not approve, the rule against the count,
 * the money against the caps, and who takes no part. Names partners, but never people or what they wrote (R19).
 */
export function roundReasons(round: ClosedRound): readonly string[] {
  const nobody = 'No officer approved, declined or asked for changes.';
  return [
    ...(round.outcome === 'lapsed' ? [nobody] : []),
    ...leadReason(round),
    ruleReason(round),
    ...smallReason(round),
    ...peopleReason(round),
    ...moneyReason(round),
    ...topUpReason(round),
    ...deemedReason(round.ballots),
    ...stanceReasons(round.ballots),
    ...wishReason(round),
    ...(round.because === 'can-only-fail'
      ? ['It closed before the deadline, because no further answer could have made it succeed.']
      : []),
  ];
}

function leadReason({ verdict, ballots, partner, scheme }: ClosedRound): readonly string[] {
  if (verdict.leadApproved) return [];
  const lead = ballots.find((ballot) => ballot.lead);
  const who = `The lead ${partner}${lead === undefined ? '' : `, ${lead.name},`}`;
  return lead?.stance === 'approved'
    ? [`${who} must approve at least ${scheme.countsFrom}% of its share, and it approved less.`]
    : [`${who} must approve through an officer, and it did not.`];
}

function ruleReason({ scheme, ballots, partner, verdict: { approvals, needed, size } }: ClosedRound): string {
  const { decisionRule: rule } = scheme;
  const were = `At least ${needed} ${needed === 1 ? 'was' : 'were'} needed${outOf(rule)}.`;
  if (size === null) return `${approvals} of ${counted(ballots.length, partner)} approved. ${were}`;
  const of = rule.kind === 'share' && rule.of === 'responding' ? 'that answered' : 'that could answer';
  return `${approvals} of the ${counted(size, partner)} ${of} approved. ${were}`;
}

/** R3. Approvals that add money, and are too small to count. */
function smallReason({ ballots, scheme }: ClosedRound): readonly string[] {
  const small = ballots.filter(({ stance, counts }) => stance === 'approved' && !counts);
  if (small.length === 0) return [];
  const [share, it] = small.length === 1 ? ['its share', 'This approval'] : ['their shares', 'These approvals'];
  return [`${names(small)} approved less than ${scheme.countsFrom}% of ${share}. ${it} added money and did not count.`];
}

/** R3. Two different people must have approved. */
function peopleReason({ verdict: { leadApproved, approvals, people, needed } }: ClosedRound): readonly string[] {
  if (!leadApproved || approvals < needed || people > 1) return [];
  return ['Two different people must approve, and one person gave all the approvals.'];
}

function outOf(rule: DecisionRule): string {
  if (rule.kind === 'coalition') return '';
  return rule.kind === 'unanimous'
    ? ': all of them, and never fewer than 2'
    : `: ${rule.atLeast.join('/')} of them, and never fewer than 2`;
}

function moneyReason({ approved, cost, ballots }: ClosedRound): readonly string[] {
  const paying = ballots.filter(({ stance }) => stance === 'approved').length;
  if (paying === 0) return [];
  const alone = paying === 1;
  const upTo = `${alone ? 'It' : 'Together they'} approved up to ${formatPounds(approved)}.`;
  if (cost.kind === 'shortfall') return [`${upTo} That is ${formatPounds(cost.by)} less than the cost.`];
  const total = cost.contributions.reduce((sum, { amount }) => sum + amount, 0);
  return [`${upTo} That covers ${alone ? 'its' : 'their'} cost of ${formatPounds(total)}.`];
}

/** R5. That there was time to add money. */
function topUpReason({ topUp, partner }: ClosedRound): readonly string[] {
  return topUp === null ? [] : [`The ${partner}s had until ${inWords(topUp.until)} to raise their limits.`];
}

function deemedReason(ballots: readonly Ballot[]): readonly string[] {
  const deemed = ballots.filter(({ stance, silence }) => stance === 'approved' && silence);
  if (deemed.length === 0) return [];
  return [`${names(deemed)} approved by silence under a standing authority. No officer decided.`];
}

const stanceSentence = {
  declined: (who) => `${who} declined.`,
  'asked-for-changes': (who) => `${who} asked for changes.`,
  revoked: (who) => `The secretariat withdrew the approval of ${who}.`,
  'taken-back': (who) => `${who} took the approval back.`,
  silent: (who) => `${who} did not answer.`,
  recused: (who) => `${who} declared an interest and had no other officer who could answer.`,
  'without-officer': (who) => `${who} had no officer who could answer.`,
} as const satisfies Record<Exclude<Stance, 'approved'>, (who: string) => string>;

/** One sentence for each stance except approval. */
function stanceReasons(ballots: readonly Ballot[]): readonly string[] {
  return Object.entries(stanceSentence).flatMap(([stance, sentence]) => {
    const who = ballots.filter((ballot) => ballot.stance === stance);
    return who.length === 0 ? [] : [sentence(names(who))];
  });
}

/** R6. What happens to the requests for changes. */
function wishReason({ outcome, ballots, revisionsLeft }: ClosedRound): readonly string[] {
  const wishes = ballots.filter(({ stance }) => stance === 'asked-for-changes');
  if (wishes.length === 0) return [];
  if (outcome === 'carried') return [`It goes ahead without ${names(wishes)}.`];
  if (outcome === 'failed') return [noRevisionLeft];
  return [
    `The proposer can make the changes in a new revision: ${revisionsLeft === 1 ? '1 is' : `${revisionsLeft} are`} left.`,
  ];
}

function counted(count: number, partner: PartnerWord): string {
  return count === 1 ? `1 ${partner}` : `${count} ${partner}s`;
}

function names(ballots: readonly Ballot[]): string {
  const all = ballots.map(({ name }) => name);
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}
