import type { ChainedEvent } from '../../domain/record/event-chain.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffAnswer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { recordedView, usedReviewView } from '../views/answer-pages.ts';
import type { ProposalHeading, RecordedAnswer, ReviewConfirmation } from '../views/pages.ts';
import { calledPartners } from '../views/view-parts.ts';
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
  readonly confirmation: RecordedAnswer;
}

export interface AnswerReplacedEmail extends Receipt {
  readonly mail: 'answer-replaced';
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner' | 'revision'>;
  readonly borough: string;
  readonly before: RecordedAnswer;
  /** null if a declared interest set the answer aside, and the borough is asked again. */
  readonly now: RecordedAnswer | null;
}

export interface ReviewReceiptEmail extends Receipt {
  readonly mail: 'review-receipt';
  readonly confirmation: ReviewConfirmation;
}

/** Emails that say what was recorded. */
export const receiptEmails = {
  'sign-off-receipt': signOffReceipt,
  'approval-copy': signOffReceipt,
  'answer-replaced': answerReplaced,
  'review-receipt': reviewReceipt,
} as const;

/** R20. To the officer who answered; and a copy of an approval to the finance officers of the borough. */
async function signOffReceipt(
  deps: EmailDependencies,
  { state, message, person, outbox }: EmailTask<'sign-off-receipt' | 'approval-copy'>,
): Promise<Draft<SignOffReceiptEmail>> {
  const { borough, revision } = message;
  const asked = await requestOfRevision(deps, state, borough, revision);
  const event = await eventOf(deps, state, outbox);
  // Another officer may have replaced the answer before this email was sent, so the event says which answer it is.
  const record = event.type === 'answered' ? event.data.record : undefined;
  const answer = asked && (await answerOfRecord(deps, state, asked, revision, record));
  if (!asked || !answer?.link) return null;
  const confirmation = await recordedView(deps, state, asked, answer, revision);
  return withoutLink({
    mail: message.mail,
    to: person.name,
    confirmation,
    chainHash: event.hash,
    replyTo: deps.replyTo,
  });
}

/**
 * R1. A decision was replaced, or set aside because its officer declared an interest: to that officer, to the borough's
 * finance officers and to the lead. It quotes nobody, because the lead reads it as well.
 */
async function answerReplaced(
  deps: EmailDependencies,
  { state, message, person, outbox }: EmailTask<'answer-replaced'>,
): Promise<Draft<AnswerReplacedEmail>> {
  const { borough, revision } = message;
  const asked = await requestOfRevision(deps, state, borough, revision);
  const event = await replacementIn(deps, state, outbox, borough);
  if (asked === undefined || event === undefined) return null;
  const [replaces, record] =
    event.type === 'answered' ? [event.data.replaces, event.data.record] : [event.data.setAside, undefined];
  const before = await answerOfRecord(deps, state, asked, revision, replaces ?? undefined);
  const now = await answerOfRecord(deps, state, asked, revision, record);
  if (before === undefined) return null;
  return withoutLink({
    mail: 'answer-replaced',
    to: person.name,
    heading: {
      reference: state.head.reference,
      title: state.revision.content.title,
      ...calledPartners(state.requests),
      revision,
    },
    borough: asked.name,
    before: await recordedView(deps, state, asked, before, revision),
    now: now === undefined ? null : await recordedView(deps, state, asked, now, revision),
    chainHash: event.hash,
    replyTo: deps.replyTo,
  });
}

/** The answer of this record number, whether it counts or was replaced. */
async function answerOfRecord(
  { proposals }: Pick<EmailDependencies, 'proposals'>,
  { head }: ProposalState,
  { borough, answer }: SignOffRequest,
  revision: number,
  record: string | undefined,
): Promise<SignOffAnswer | undefined> {
  if (record === undefined) return undefined;
  if (answer?.record === record) return answer;
  const replaced = await proposals.replacedAnswers(head.id, revision);
  return replaced.find((each) => each.borough === borough && each.answer.record === record)?.answer;
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
  const { hash: chainHash } = await eventOf(deps, state, outbox);
  return withoutLink({
    mail: 'review-receipt',
    to: person.name,
    confirmation: used,
    chainHash,
    replyTo: deps.replyTo,
  });
}

/** The event that recorded the answer (R20). The outbox entry of an email is named after the first event of its change. */
async function eventOf(
  { proposals }: Pick<EmailDependencies, 'proposals'>,
  { head }: ProposalState,
  outbox: string,
): Promise<ChainedEvent> {
  const sequence = Number(outbox.split('.').at(-1));
  const event = (await proposals.events(head.id, sequence - 1, 1))[0];
  if (event === undefined) throw new Error(`The outbox entry ${outbox} is not named after an event.`);
  return event;
}

/** Boroughs whose answers one declared interest can set aside: at most all partners. */
const maxSetAside = 40;

/** The event of the email's change that replaced the borough's answer or set it aside. */
async function replacementIn(
  { proposals }: Pick<EmailDependencies, 'proposals'>,
  { head }: ProposalState,
  outbox: string,
  borough: BoroughCode,
): Promise<Extract<ChainedEvent, { type: 'answered' | 'passed-on' }> | undefined> {
  const sequence = Number(outbox.split('.').at(-1));
  const events = await proposals.events(head.id, sequence - 1, maxSetAside);
  const replacing = events.filter((event) => event.type === 'answered' || event.type === 'passed-on');
  return replacing.find(
    ({ at, data }) => at === events[0]?.at && data.borough === borough && ('replaces' in data || 'setAside' in data),
  );
}
