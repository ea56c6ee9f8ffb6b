import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { Overloaded } from '../commit/change-proposal.ts';
import type { Links, Proposals } from '../ports/record.ts';
import type { EmailSender, QueuedEmail, RenderedEmail } from '../ports/workflow.ts';
import type { EmailDependencies } from './drafting.ts';
import { draftEmail, type EmailView } from './email-drafts.ts';
import { threadOf } from './thread.ts';

export interface SendEmailDependencies extends EmailDependencies {
  readonly proposals: EmailDependencies['proposals'] & Pick<Proposals, 'load' | 'noteDelivery' | 'reschedule'>;
  readonly links: Pick<Links, 'put'>;
  readonly sender: EmailSender;
  /** Makes the subject, the HTML and the text of an email from one source. */
  readonly render: (view: EmailView) => Pick<RenderedEmail, 'subject' | 'html' | 'text'>;
}

/** `skipped`: there is nothing left to say: the request was answered, replaced or passed on, or the person was erased. */
export type SentEmail = 'sent' | 'rejected' | 'skipped';

/**
 * Drafts, renders and sends one email. Its link is minted here: the token is in the email alone, and the table keeps its SHA-256 (R25).
 * An email is sent at least once: a duplicate carries another link to the same request, and using one uses the request. An address that
 * rejects it for good makes the request unreachable (docs/architecture.md, The workflow); any other failure is thrown, and the queue
 * delivers the message again.
 */
export async function sendEmail(
  deps: SendEmailDependencies,
  { proposal, outbox, message }: QueuedEmail,
): Promise<SentEmail> {
  const state = await deps.proposals.load(proposal);
  if (state === undefined) throw new Error(`There is no proposal ${proposal} to write about.`);
  const person = (await deps.people.get([message.to]))[0];
  if (person === undefined) return 'skipped';
  const drafted = await draftEmail(deps, message.mail, { state, message, person, outbox });
  if (drafted === 'may-not-answer') await passOnSoon(deps, state);
  if (drafted === null || drafted === 'may-not-answer') return 'skipped';
  if (drafted.link !== null) await deps.links.put(drafted.link);
  const sent = await deps.sender.send({
    to: { name: person.name, email: person.email },
    thread: threadOf(state, message),
    ...deps.render(drafted.view),
  });
  await noteDelivery(deps, state, message, sent);
  return sent;
}

/**
 * R9. An officer who may no longer answer gets no email; the next sweep asks the next officer. Throws `Overloaded` if
 * the proposal changed in between: the queue delivers the message again.
 */
async function passOnSoon({ proposals, clock }: SendEmailDependencies, { head }: ProposalState): Promise<void> {
  const now = clock.now();
  if (head.due !== null && head.due <= now) return;
  if (await proposals.reschedule(head.id, head.version, { due: now, attempts: head.attempts })) return;
  throw new Overloaded(`${head.id} was changed while its request was to be passed on.`);
}

/**
 * The request that an email delivered or failed to deliver; null where it says nothing about that. A code that cannot be emailed keeps its
 * officer from answering, as an undelivered request does (R26).
 */
function reachedBy(message: EmailMessage, sent: 'sent' | 'rejected') {
  if (message.mail === 'sign-off-request') return { ...message, step: 'sign-off' as const };
  if (message.mail === 'review-request') return { ...message, step: 'review' as const };
  return message.mail === 'one-time-code' && sent === 'rejected' ? message : null;
}

/** Records beside the request whether its email was delivered, which decides what silence means (R4). */
async function noteDelivery(
  deps: SendEmailDependencies,
  { head }: ProposalState,
  message: EmailMessage,
  sent: 'sent' | 'rejected',
): Promise<void> {
  const reached = reachedBy(message, sent);
  if (reached === null) return;
  const { borough, revision, to: person, step } = reached;
  const delivery = sent === 'sent' ? 'delivered' : 'unreachable';
  await deps.proposals.noteDelivery(head.id, revision, { step, borough, person, delivery });
}
