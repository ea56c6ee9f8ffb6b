import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { lastAsked } from '../commit/last-asked.ts';

/** Emails about one request are one thread: a borough's in the sign-off or the review of one revision, or the proposer's. */
export function threadOf({ head, requests }: ProposalState, message: EmailMessage): string {
  if (!('borough' in message) || message.borough === null || message.to === head.proposer) return `${head.id}.proposer`;
  // A recipient of the outcome who did not answer for the borough reviewed for it.
  const asked = requests.find(({ borough }) => borough === message.borough);
  const reviewed = message.mail === 'outcome' && (asked === undefined || lastAsked(asked) !== message.to);
  const named = 'step' in message ? message.step : null;
  if (named === 'confirming' || message.mail.startsWith('confirm-')) {
    return `${head.id}.${message.revision}.confirming.${message.borough}`;
  }
  const ofReview = named === 'review' || message.mail.startsWith('review-');
  const step = reviewed || ofReview ? 'review' : 'sign-off';
  return `${head.id}.${message.revision}.${step}.${message.borough}`;
}
