import { englandAndWales } from '../vocabulary/bank-holidays.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import { deadlineAfter } from '../vocabulary/working-days.ts';
import type { Round } from './round.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/**
 * R5. When the answers of a round stop counting: at its deadline, or earlier at the end of the grace after the lead
 * declined (under `unanimous`: after anybody did).
 */
export function answersUntil(round: Pick<Round, 'scheme' | 'requests' | 'closesAt'>): Instant {
  const fails = failsAt(round);
  return fails !== null && fails < round.closesAt ? fails : round.closesAt;
}

/**
 * R5. When the round closes early as failed, if nobody replaces the answer that rules it out: 17:00 in London, the
 * scheme's `graceWorkingDays` after it; 0: at that moment. null: nothing rules it out. A revoked approval is as final as a
 * decline (R29).
 */
export function failsAt({ scheme, requests }: Pick<Round, 'scheme' | 'requests'>): Instant | null {
  const { graceWorkingDays } = scheme;
  const ends = requests
    .filter((request) => declineEnds(scheme, request))
    .flatMap((request) => leftAt(request) ?? [])
    .map((at) => (graceWorkingDays === 0 ? at : deadlineAfter(at, graceWorkingDays, englandAndWales)));
  return ends.toSorted()[0] ?? null;
}

/** R5. Whether a decline of this borough ends the round for all: the lead's does, and under `unanimous` anybody's. */
export function declineEnds(
  { decisionRule }: Pick<Scheme, 'decisionRule'>,
  { lead }: Pick<SignOffRequest, 'lead'>,
): boolean {
  return lead || decisionRule.kind === 'unanimous';
}

/**
 * R5. Until when a top-up runs that begins now: 17:00 in London, `workingDays` after the deadline, or after everybody
 * answered, and never before the deadline. If the deadline is acted on so late that this has passed, the days count from now.
 */
export function topUpUntil({ at, closesAt }: Pick<Round, 'at' | 'closesAt'>, workingDays: number): Instant {
  const end = deadlineAfter(at < closesAt ? at : closesAt, workingDays, englandAndWales);
  const until = end > at ? end : deadlineAfter(at, workingDays, englandAndWales);
  return until > closesAt ? until : closesAt;
}

/**
 * R7. Until when a round does not close as carried, because an approval outlived the revision of `revisedAt`: 17:00 in
 * London on the next working day. null: every approval was given for this revision.
 */
export function noticeUntil(requests: readonly SignOffRequest[], revisedAt: Instant): Instant | null {
  const outlived = requests.some(({ answer }) => answer?.answeredRevision !== undefined);
  return outlived ? noticeEnd(revisedAt) : null;
}

/** R7. When the notice of a revision ends: 17:00 in London on the next working day. No deadline of its round is earlier. */
export function noticeEnd(revisedAt: Instant): Instant {
  return deadlineAfter(revisedAt, 1, englandAndWales);
}

function leftAt({ answer, revoked }: SignOffRequest): Instant | null {
  if (revoked !== undefined) return revoked.at;
  return answer?.kind === 'decline' ? answer.at : null;
}
