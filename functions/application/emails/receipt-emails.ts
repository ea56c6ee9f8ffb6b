import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { usedReviewView, usedView } from '../views/answer-pages.ts';
import type { ReviewConfirmation, SignOffConfirmation } from '../views/pages.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';
import { requestOfRevision } from './request-of-revision.ts';

interface Receipt {
  readonly to: string;
  /** Hash of the event that recorded the answer. */
  readonly chainHash: string;
  readonly replyTo: string;
}

export interface SignOffReceiptEmail extends Receipt {
  readonly mail: 'sign-off-receipt' | 'approval-copy';
  readonly confirmation: SignOffConfirmation;
}

export interface ReviewReceiptEmail extends Receipt {
  readonly mail: 'review-receipt';
  readonly confirmation: ReviewConfirmation;
}

/** Emails that say what was recorded. */
export const receiptEmails = {
  'sign-off-receipt': signOffReceipt,
  'approval-copy': signOffReceipt,
  'review-receipt': reviewReceipt,
} as const;

/** R20. To the officer who answered; and a copy of an approval to the finance officers of the borough. */
async function signOffReceipt(
  deps: EmailDependencies,
  { state, message, person, outbox }: EmailTask<'sign-off-receipt' | 'approval-copy'>,
): Promise<Draft<SignOffReceiptEmail>> {
  const asked = await requestOfRevision(deps, state, message.borough, message.revision);
  const { answer } = asked ?? {};
  if (!asked || !answer?.link || answer.by === null) return null;
  const used = await usedView(deps, state, { hash: answer.link, person: answer.by, revision: message.revision }, asked);
  if (used?.kind !== 'sign-off-confirmation') return null;
  const chainHash = await eventHash(deps, state, outbox);
  const { replyTo } = deps;
  return withoutLink({ mail: message.mail, to: person.name, confirmation: used, chainHash, replyTo });
}

/** R20. To the reviewer. */
async function reviewReceipt(
  deps: EmailDependencies,
  { state, message, person, outbox }: EmailTask<'review-receipt'>,
): Promise<Draft<ReviewReceiptEmail>> {
  const { head } = state;
  const { revision } = message;
  const reviews = revision === head.revision ? state.reviews : await deps.proposals.reviews(head.id, revision);
  const asked = reviews.find((each) => each.borough === message.borough && each.answer?.by === message.to);
  if (!asked?.answer) return null;
  const link = { hash: asked.answer.link, person: message.to, revision };
  const used = await usedReviewView(deps, state, link, asked);
  if (used?.kind !== 'review-confirmation') return null;
  const chainHash = await eventHash(deps, state, outbox);
  return withoutLink({
    mail: 'review-receipt',
    to: person.name,
    confirmation: used,
    chainHash,
    replyTo: deps.replyTo,
  });
}

/** Hash of the event that recorded the answer (R20). The outbox entry of an email is named after the first event of its change. */
async function eventHash(
  { proposals }: Pick<EmailDependencies, 'proposals'>,
  { head }: ProposalState,
  outbox: string,
): Promise<string> {
  const sequence = Number(outbox.split('.').at(-1));
  const event = (await proposals.events(head.id, sequence - 1, 1))[0];
  if (event === undefined) throw new Error(`The outbox entry ${outbox} is not named after an event.`);
  return event.hash;
}
