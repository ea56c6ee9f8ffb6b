import { type Payer, shareAmong } from './sharing.ts';

type Rule =
  | { readonly kind: 'coalition'; readonly minimumBoroughs: number }
  | { readonly kind: 'share'; readonly of: 'eligible' | 'responding'; readonly atLeast: readonly [number, number] }
  | { readonly kind: 'unanimous' };

/** The state of an invited borough. `recused`, `no-officer`: nobody there may answer, and the round waits for it (R5). */
type Stand =
  | 'asked'
  | 'no-officer'
  | 'recused'
  | 'approved'
  | 'deemed'
  | 'declined'
  | 'asked-for-changes'
  | 'revoked'
  | 'taken-back';

export interface InvitedBorough extends Payer {
  readonly stand: Stand;
  /** Pence that it pays if every borough joins. */
  readonly asked: number;
  /** Who decided; one person may decide for two boroughs. null: nobody did. */
  readonly person: string | null;
  /** From when a decline or a revocation fails the round, if it is one that does (R5). */
  readonly failsFrom: number | null;
}

/** A sign-off round as docs/rules.md describes it. Amounts in pence, instants in milliseconds. */
export interface OracleRound {
  readonly lead: string;
  readonly rule: Rule;
  readonly sharedCost: number;
  readonly boroughs: readonly InvitedBorough[];
  readonly revisionLeft: boolean;
  readonly at: number;
  readonly closesAt: number;
  /** Percent of the asked share that an approval must reach to count (R3). */
  readonly countsFrom: number;
  /** Percent of the cost that a top-up may close; null: there is no top-up, or none any more (R5). */
  readonly topUpAtMost: number | null;
  /** Whether a top-up runs, so that it closes as soon as it is carried, and else at its end only. */
  readonly toppingUp: boolean;
  /** Whether it was carried already, and is judged again because a borough left (R29). */
  readonly closedBefore: boolean;
  /** Before this moment it does not close as carried, because an approval outlived a revision (R7). */
  readonly carriedFrom?: number;
}

export type OracleOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'top-up' }
  | {
      readonly kind: 'closed';
      readonly outcome: 'carried' | 'failed' | 'changes-requested' | 'lapsed';
      readonly because: 'deadline' | 'all-answered' | 'can-only-fail';
      /** Pence by borough. Empty unless carried. */
      readonly contributions: ReadonlyMap<string, number>;
      readonly capped: ReadonlySet<string>;
      /** By how many pence the caps of the approving boroughs fall short of their cost. 0 if they cover it. */
      readonly shortfall: number;
    };

/** R2 to R6, R10: the result of the answers so far. The lead is never `deemed`, because its silence never approves (R2, R4). */
export function outcomeOf(round: OracleRound): OracleOutcome {
  const because = reasonToClose(round);
  if (because === null) return { kind: 'open' };
  if (because !== 'can-only-fail' && onlyMoneyLacks(round)) return { kind: 'top-up' };
  if (because === 'answered') return { kind: 'open' };
  const shared = shareAmong(round.sharedCost, approvers(round));
  const shortfall = shared.kind === 'short' ? shared.by : 0;
  if (isCarried(round) && shared.kind === 'shared') {
    return {
      kind: 'closed',
      outcome: 'carried',
      because,
      contributions: shared.contributions,
      capped: shared.capped,
      shortfall,
    };
  }
  return {
    kind: 'closed',
    outcome: withoutCarrying(round),
    because,
    contributions: new Map(),
    capped: new Set(),
    shortfall,
  };
}

/** R6, and docs/rules.md, Life of a proposal: lapsed if nobody approved, declined or asked for changes. */
function withoutCarrying({ boroughs, revisionLeft }: OracleRound): 'failed' | 'changes-requested' | 'lapsed' {
  const stands = new Set(boroughs.map(({ stand }) => stand));
  if (stands.has('asked-for-changes') && revisionLeft) return 'changes-requested';
  const byPerson = ['approved', 'declined', 'asked-for-changes', 'revoked', 'taken-back'] as const;
  return byPerson.some((stand) => stands.has(stand)) ? 'failed' : 'lapsed';
}

/** R5. An answer at the deadline itself is late. `answered`: by everybody, and yet it stays open unless only money lacks. */
function reasonToClose(round: OracleRound) {
  if (round.closedBefore) return 'all-answered';
  if (endedByDecline(round)) return 'can-only-fail';
  if (round.at >= round.closesAt) return 'deadline';
  const all = round.boroughs.every(({ stand }) => hasAnswered(stand));
  if (!all && !round.toppingUp) return null;
  if (isCarried(round)) return round.at >= (round.carriedFrom ?? 0) ? 'all-answered' : null;
  if (round.toppingUp) return null;
  return withoutCarrying(round) === 'changes-requested' ? 'all-answered' : 'answered';
}

/** R5. The lead is out, or under a unanimous rule any borough, and the grace after that is over. */
export function endedByDecline({ lead, rule, boroughs, at, closesAt }: OracleRound): boolean {
  const out = boroughs.filter(({ borough }) => rule.kind === 'unanimous' || borough === lead);
  return out.some(({ failsFrom }) => failsFrom !== null && failsFrom < closesAt && at >= failsFrom);
}

/** R3, and whether the caps cover the cost. */
export function isCarried(round: OracleRound): boolean {
  return ruleIsMet(round) && shareAmong(round.sharedCost, approvers(round)).kind === 'shared';
}

/** R3. Enough approvals that count, the lead's among them, by two different people. Silence is nobody. */
function ruleIsMet(round: OracleRound): boolean {
  const counting = approvers(round).filter(({ upTo, asked }) => (upTo ?? 0) * 100 >= asked * round.countsFrom);
  return (
    counting.length >= needed(round) &&
    new Set(counting.flatMap(({ person }) => person ?? [])).size >= 2 &&
    counting.some(({ borough }) => borough === round.lead)
  );
}

/** R5. A top-up begins: the rule is met, and what lacks is little enough of the cost of those taking part. */
function onlyMoneyLacks(round: OracleRound): boolean {
  if (round.topUpAtMost === null || !ruleIsMet(round)) return false;
  const approving = approvers(round);
  const shared = shareAmong(round.sharedCost, approving);
  const cost = approving.reduce((sum, { ownLines }) => sum + ownLines, round.sharedCost);
  return shared.kind === 'short' && shared.by * 100 <= cost * round.topUpAtMost;
}

/** R3. At least two. */
function needed({ rule, boroughs }: OracleRound): number {
  const eligible = boroughs.filter(({ stand }) => stand !== 'recused' && stand !== 'no-officer').length;
  if (rule.kind === 'coalition') return Math.max(2, rule.minimumBoroughs);
  if (rule.kind === 'unanimous') return Math.max(2, eligible);
  const responding = boroughs.filter(({ stand }) =>
    ['approved', 'deemed', 'declined', 'taken-back'].includes(stand),
  ).length;
  const [n, d] = rule.atLeast;
  return Math.max(2, Math.ceil((n * (rule.of === 'eligible' ? eligible : responding)) / d));
}

function approvers({ boroughs }: OracleRound): readonly InvitedBorough[] {
  return boroughs.filter(({ stand }) => stand === 'approved' || stand === 'deemed');
}

function hasAnswered(stand: Stand): boolean {
  return stand !== 'asked' && stand !== 'no-officer' && stand !== 'recused';
}
