import type { Instant } from '../domain/calendar.ts';
import { answerReview } from './answer-review.ts';
import { type AnswerSignOffDependencies, answerSignOff } from './answer-sign-off.ts';
import type { AnswerResult, FormValues } from './link-view.ts';
import type { Links } from './ports.ts';
import type { Link } from './state.ts';

export interface AnswerDependencies extends AnswerSignOffDependencies {
  readonly links: Pick<Links, 'get'>;
}

/**
 * Takes an answer given by a link: a sign-off (R1) or a review (R17), by what the link acts for. `token` was checked for its
 * shape. A link that is unknown, or only reads, is `unknown`.
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
  return link.purpose === 'review' ? answerReview(deps, request, form, at) : { kind: 'unknown' };
}

/** A link to a borough's request. */
export type LinkRequest = Link & { readonly borough: string };
