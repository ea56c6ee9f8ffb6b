import type { LinkRequest } from '../../domain/record/access.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { answerConfirming } from '../confirming/answer-confirming.ts';
import type { Links } from '../ports/record.ts';
import { answerReview } from '../review/answer-review.ts';
import { type AnswerSignOffDependencies, answerSignOff } from '../sign-off/answer-sign-off.ts';
import type { AnswerResult, FormValues } from '../views/answer-result.ts';

export interface AnswerDependencies extends AnswerSignOffDependencies {
  readonly links: Pick<Links, 'get'>;
}

/**
 * Takes an answer through a link: to the sign-off (R1), to the review (R17), or while boroughs confirm. The shape of `token` was already
 * checked. `unknown`: the link does not exist or may only read.
 */
export async function answerRequest(
  deps: AnswerDependencies,
  token: string,
  form: FormValues,
  at: Instant,
): Promise<AnswerResult> {
  const link = await deps.links.get(deps.digests.sha256(token));
  if (link === undefined || link.borough === null) return { kind: 'unknown' };
  const request: LinkRequest = { ...link, borough: link.borough };
  if (link.purpose === 'sign-off') return answerSignOff(deps, request, form, at);
  if (link.purpose === 'confirm') return answerConfirming(deps, request, form, at);
  return link.purpose === 'review' ? answerReview(deps, request, form, at) : { kind: 'unknown' };
}
