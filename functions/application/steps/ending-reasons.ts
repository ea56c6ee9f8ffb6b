import type { ProposalState, ReviewClose } from '../../domain/record/proposal-state.ts';
import { noRevisionLeft } from '../../domain/sign-off/round-reasons.ts';

/** Sentences that quote nobody, so that the chain and pages for everyone may have them (R19, R25). */
export const withdrawnReason = 'The proposer withdrew it.';
export const noRevisionReason = 'No revision came in time.';
export const reviewReasons = {
  recommend: 'The return-on-investment review recommended it.',
  'recommend-with-conditions': 'The return-on-investment review recommended it with conditions.',
  'not-recommended': 'The return-on-investment review did not recommend it.',
  'request-changes': 'The return-on-investment review asked for changes.',
  lapsed: 'No reviewer answered by the deadline.',
} as const satisfies Record<ReviewClose['outcome'], string>;

type Ended = Pick<ProposalState, 'head' | 'round' | 'review'>;

/** Why a proposal ended, in words, for the record (R6, R20). Includes what reviewers and the proposer wrote. */
export function endingReasons(ended: Ended): readonly string[] {
  const { head, round, review } = ended;
  if (head.ending === 'withdrawn' && round?.withdrawal !== undefined)
    return [`The proposer withdrew it: ${round.withdrawal}`];
  return reasons(ended, review?.reasons ?? []);
}

/** The same without quotes, for the proposer's tracking page (R25). */
export function plainEndingReasons(ended: Ended): readonly string[] {
  return reasons(ended, ended.review === null ? [] : [reviewReasons[ended.review.outcome]]);
}

function reasons({ head, round, review }: Ended, ofReview: readonly string[]): readonly string[] {
  if (head.ending === 'withdrawn') return [withdrawnReason];
  const waited = round?.kind === 'changes-requested' || review?.outcome === 'request-changes';
  const late = head.ending === 'lapsed' && waited ? [noRevisionReason] : [];
  const spent = head.ending === 'not-funded' && review?.outcome === 'request-changes' ? [noRevisionLeft] : [];
  return [...(round?.reasons ?? []), ...ofReview, ...late, ...spent];
}
