import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { judgeRound } from '../../domain/sign-off/round-outcome.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { roundOf } from './round-of.ts';

/** What a round that tops up still lacks, and until when it stays open for it (R5). */
export interface RunningTopUp {
  /** As the answers are now. */
  readonly shortfall: Pence;
  readonly until: Instant;
}

/** R5. The top-up that runs now; null if there is none, or no longer. */
export function runningTopUp(state: Pick<ProposalState, 'head' | 'revision' | 'requests'>): RunningTopUp | null {
  const { topUp, status } = state.head;
  if (!topUp || status !== 'sign-off') return null;
  return { shortfall: judgeRound(roundOf(state, topUp.since)).shortfall, until: topUp.until };
}
