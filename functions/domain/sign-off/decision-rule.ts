import type { DecisionRule } from '../vocabulary/scheme.ts';

/** What the decision rule counts, in boroughs. */
export interface Count {
  /** Invited, less the boroughs that recused or had no officer at the close. */
  readonly eligible: number;
  /** Approved, declined or deemed. */
  readonly responding: number;
  /** Approvals by an officer, or deemed (R4), that are large enough to count (R3). */
  readonly approvals: number;
  /** How many different people gave them. Silence is nobody. */
  readonly people: number;
  /** The lead's approval, by a person and large enough (R2, R3). */
  readonly leadApproved: boolean;
}

/** Whether the rule is met, and what it asked for; the words on the record are made from this. */
export interface RuleVerdict {
  readonly met: boolean;
  readonly needed: number;
  readonly approvals: number;
  readonly people: number;
  readonly leadApproved: boolean;
  /** The number of boroughs that `needed` was computed from; null for a coalition, which has a fixed minimum. */
  readonly size: number | null;
}

/** No rule lets a borough fund alone, or a person decide alone (R3). */
const fewest = 2;

/** R3. ⌈n × size ÷ d⌉ in integers: floating point would make 7/25 of 25 boroughs 8. */
export function quorum([n, d]: readonly [number, number], size: number): number {
  const product = BigInt(n) * BigInt(size);
  const divisor = BigInt(d);
  return Number((product + divisor - 1n) / divisor);
}

/** R3. How many boroughs must approve, given who is eligible and who responded. Never fewer than two. */
export function neededApprovals(rule: DecisionRule, count: Pick<Count, 'eligible' | 'responding'>): number {
  const size = sizeOf(rule, count);
  if (rule.kind === 'coalition') return Math.max(fewest, rule.minimumBoroughs);
  if (rule.kind === 'unanimous') return Math.max(fewest, count.eligible);
  return Math.max(fewest, quorum(rule.atLeast, size ?? 0));
}

/** R2, R3. Whether the approvals satisfy the rule: the lead's among them, and by two different people. Ignores money. */
export function applyRule(rule: DecisionRule, count: Count): RuleVerdict {
  const needed = neededApprovals(rule, count);
  return {
    met: count.leadApproved && count.approvals >= needed && count.people >= fewest,
    needed,
    approvals: count.approvals,
    people: count.people,
    leadApproved: count.leadApproved,
    size: sizeOf(rule, count),
  };
}

function sizeOf(rule: DecisionRule, count: Pick<Count, 'eligible' | 'responding'>): number | null {
  if (rule.kind === 'coalition') return null;
  return rule.kind === 'share' && rule.of === 'responding' ? count.responding : count.eligible;
}
