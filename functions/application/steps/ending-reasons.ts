import type { ProposalState, ReviewClose } from '../../domain/record/proposal-state.ts';
import { quoted } from '../../domain/review/review.ts';
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

type Ended = Pick<ProposalState, 'head' | 'round' | 'review' | 'confirming' | 'requests'>;

/** Why a proposal ended, in words, for the record (R6, R20). Includes what reviewers and the proposer wrote. */
export function endingReasons(ended: Ended): readonly string[] {
  const { head, round, review } = ended;
  if (head.ending === 'withdrawn' && round?.withdrawal !== undefined)
    return [`The proposer withdrew it: ${round.withdrawal}`];
  return reasons(ended, [...(review?.reasons ?? []), ...wordsOf(ended)]);
}

/** The same without quotes, for the proposer's tracking page (R25). */
export function plainEndingReasons(ended: Ended): readonly string[] {
  return reasons(ended, ended.review === null ? [] : [reviewReasons[ended.review.outcome]]);
}

/** R17, R29. What boroughs said while they confirmed, with what they wrote. */
function wordsOf({ confirming, requests }: Ended): readonly string[] {
  const lead = requests.find((request) => request.lead)?.name ?? '';
  const goneOn = confirming?.goneOn ?? null;
  return [
    ...(goneOn === null ? [] : [`${lead} goes on: ${quoted(goneOn.reasons)}`]),
    ...requests.flatMap(({ name, takenBack }) => {
      if (takenBack === undefined) return [];
      return takenBack.why === 'link'
        ? [`${name} took its approval back: ${quoted(takenBack.reason)}`]
        : [`The call-in of ${name}’s decision was not released: ${quoted(takenBack.reason)}`];
    }),
  ];
}

function reasons({ head, round, review, confirming }: Ended, ofReview: readonly string[]): readonly string[] {
  if (head.ending === 'withdrawn') return [withdrawnReason];
  const waited = round?.kind === 'changes-requested' || review?.outcome === 'request-changes';
  const late = head.ending === 'lapsed' && waited ? [noRevisionReason] : [];
  const spent =
    head.ending === 'not-funded' && review?.outcome === 'request-changes' && confirming === null
      ? [noRevisionLeft]
      : [];
  const confirmed = confirming?.close?.reasons ?? [];
  return [...(round?.reasons ?? []), ...ofReview, ...confirmed, ...late, ...spent];
}
