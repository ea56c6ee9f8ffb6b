import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { StepOutcome } from '../../domain/record/step.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';

/** Executions of the state machine. */
export interface Executions {
  /** `exists`: an execution of this name is running or has run. */
  start(
    name: string,
    input: { readonly proposalId: ProposalId; readonly revision: number; readonly cycle: number; readonly schema: 1 },
  ): Promise<'started' | 'exists'>;
  /** `gone`: no waiting task has this token. */
  resume(token: string, outcome: StepOutcome): Promise<'sent' | 'gone'>;
  /** `absent`: no execution has this name. */
  state(name: string): Promise<'running' | 'succeeded' | 'failed' | 'absent'>;
}

export interface EmailQueue {
  send(messages: readonly QueuedEmail[]): Promise<void>;
}

/** One email on the queue; `position` is its place in its outbox entry. */
export interface QueuedEmail {
  readonly proposal: ProposalId;
  readonly outbox: string;
  readonly position: number;
  readonly message: EmailMessage;
}

export interface RenderedEmail {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Id of the request, for the `References` header of the email thread. */
  readonly thread: string;
}

export interface EmailSender {
  /** `rejected`: the address can never be reached. Throws when throttled or failing: the queue sends again. */
  send(mail: RenderedEmail): Promise<'sent' | 'rejected'>;
}
