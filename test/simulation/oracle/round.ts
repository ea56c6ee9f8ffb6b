import { type Payer, shareAmong } from './sharing.ts';

type Rule =
  | { readonly kind: 'coalition'; readonly minimumBoroughs: number }
  | { readonly kind: 'share'; readonly of: 'eligible' | 'responding'; readonly atLeast: readonly [number, number] }
  | { readonly kind: 'unanimous' };

/** The state of an invited borough. `recused`, `no-officer`: nobody there may answer, and the round waits for it (R5). */
type Stand = 'asked' | 'no-officer' | 'recused' | 'approved' | 'deemed' | 'declined' | 'asked-for-changes' | 'revoked';

export interface InvitedBorough extends Payer {
  readonly stand: Stand;
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
  /** Before this moment it does not close as carried, because an approval outlived a revision (R7). */
  readonly carriedFrom?: number;
}

export type OracleOutcome =
  | { readonly kind: 'open' }
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
  const byPerson = ['approved', 'declined', 'asked-for-changes', 'revoked'] as const;
  return byPerson.some((stand) => stands.has(stand)) ? 'failed' : 'lapsed';
}

/** R5. An answer at the deadline itself is late. */
function reasonToClose(round: OracleRound) {
  if (round.at >= round.closesAt) return 'deadline';
  if (endedByDecline(round)) return 'can-only-fail';
  if (!round.boroughs.every(({ stand }) => hasAnswered(stand))) return null;
  if (isCarried(round)) return round.at >= (round.carriedFrom ?? 0) ? 'all-answered' : null;
  return withoutCarrying(round) === 'changes-requested' ? 'all-answered' : null;
}

/** R5. The lead is out, or under a unanimous rule any borough. A wish for changes ends nothing. */
export function endedByDecline({ lead, rule, boroughs }: OracleRound): boolean {
  const out = boroughs.filter(({ stand }) => stand === 'declined' || stand === 'revoked');
  return rule.kind === 'unanimous' ? out.length > 0 : out.some(({ borough }) => borough === lead);
}

/** R3, and whether the caps cover the cost. */
export function isCarried(round: OracleRound): boolean {
  const approving = approvers(round);
  return (
    approving.length >= needed(round) &&
    // Each borough has officers of its own. Silence is nobody.
    approving.filter(({ stand }) => stand === 'approved').length >= 2 &&
    approving.some(({ borough }) => borough === round.lead) &&
    shareAmong(round.sharedCost, approving).kind === 'shared'
  );
}

/** R3. At least two. */
function needed({ rule, boroughs }: OracleRound): number {
  const eligible = boroughs.filter(({ stand }) => stand !== 'recused' && stand !== 'no-officer').length;
  if (rule.kind === 'coalition') return Math.max(2, rule.minimumBoroughs);
  if (rule.kind === 'unanimous') return Math.max(2, eligible);
  const responding = boroughs.filter(({ stand }) => ['approved', 'deemed', 'declined'].includes(stand)).length;
  const [n, d] = rule.atLeast;
  return Math.max(2, Math.ceil((n * (rule.of === 'eligible' ? eligible : responding)) / d));
}

function approvers({ boroughs }: OracleRound): readonly InvitedBorough[] {
  return boroughs.filter(({ stand }) => stand === 'approved' || stand === 'deemed');
}

function hasAnswered(stand: Stand): boolean {
  return stand !== 'asked' && stand !== 'no-officer' && stand !== 'recused';
}
