import {
  type AdviceOutcome,
  type Confirming,
  confirmingAfter,
  confirmingUntil,
} from '../../domain/confirming/confirming.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { HeadChange, RedriveSettings } from '../commit/change-proposal.ts';

/** The beginning of the time in which the boroughs confirm, as part of the change that closes the step before. */
export interface Begun {
  readonly head: HeadChange;
  readonly events: readonly UnsealedEvent[];
  readonly confirming: Confirming;
}

/**
 * R17, R29. What follows a carried round without a review, or a review: the boroughs confirm if the review advised
 * against the proposal (`advice`) or a key decision may be called in. null: nobody need wait, and it is funded.
 * `carriedAt` is when the round was carried.
 */
export function afterReview(
  redrive: RedriveSettings,
  { revision, requests }: Pick<ProposalState, 'revision' | 'requests'>,
  advice: AdviceOutcome | null,
  carriedAt: Instant,
  at: Instant,
): Begun | null {
  const { confirmWorkingDays } = revision.scheme;
  const confirming = confirmingAfter({ requests, carriedAt, advice, confirmWorkingDays, at });
  if (confirming === null) return null;
  return {
    head: {
      status: 'confirming',
      opened: false,
      closesAt: confirmingUntil(confirming, requests, confirmWorkingDays),
      due: addSeconds(at, redrive.redriveSeconds),
    },
    events: [
      {
        type: 'confirming-begun',
        at,
        actor: { kind: 'system' },
        data: { revision: revision.number, advice: confirming.advice?.until ?? null, callIns: confirming.callIns },
        private: {},
      },
    ],
    confirming,
  };
}
