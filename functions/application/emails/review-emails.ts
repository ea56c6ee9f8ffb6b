import { mayAnswer } from '../../domain/sign-off/officers.ts';
import { londonDate } from '../../domain/vocabulary/calendar.ts';
import { mintLink } from '../links/mint-link.ts';
import { reviewRoutingOf } from '../steps/officer-routing.ts';
import { reviewPageView } from '../views/answer-pages.ts';
import type { ReviewPage } from '../views/pages.ts';
import type { Draft, EmailDependencies, EmailTask } from './drafting.ts';

export interface ReviewRequestEmail {
  readonly mail: 'review-request' | 'review-reminder';
  readonly to: string;
  /** The full address with the token. */
  readonly link: string;
  readonly page: ReviewPage;
}

/** Emails about review requests. */
export const reviewEmails = { 'review-request': reviewRequest, 'review-reminder': reviewRequest } as const;

/** R17. The request with its own link, or a reminder of it. null if the reviewer answered or another was asked. */
async function reviewRequest(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'review-request' | 'review-reminder'>,
): Promise<Draft<ReviewRequestEmail>> {
  const { head, reviews } = state;
  const asked = reviews.find((each) => each.borough === message.borough && each.person === message.to);
  if (head.status !== 'roi-review' || message.revision !== head.revision) return null;
  if (asked === undefined || asked.answer !== null || asked.passedOn !== null) return null;
  const borough = await deps.boroughs.get(message.borough);
  if (borough === undefined) return null;
  const routing = await reviewRoutingOf(deps, state, londonDate(deps.clock.now()));
  if (mayAnswer(borough, message.to, routing).kind !== 'ok') return 'may-not-answer';
  const page = await reviewPageView(deps, state, asked, borough);
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'review');
  return { link, view: { mail: message.mail, to: person.name, link: address, page } };
}
