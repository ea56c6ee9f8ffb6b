import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { StepOutcome } from '../../domain/record/step.ts';

/** Executions of the state machine. */
export interface Executions {
  /** `exists`: one of this name is or was there already. */
  start(
    name: string,
    input: { readonly proposalId: string; readonly revision: number; readonly cycle: number; readonly schema: 1 },
  ): Promise<'started' | 'exists'>;
  /** `gone`: the token is of no task that waits. */
  resume(token: string, outcome: StepOutcome): Promise<'sent' | 'gone'>;
  /** `absent` where there is none of this name. */
  state(name: string): Promise<'running' | 'succeeded' | 'failed' | 'absent'>;
}

export interface EmailQueue {
  send(messages: readonly QueuedEmail[]): Promise<void>;
}

/** One mail on the queue; `position` is its place in its outbox entry. */
export interface QueuedEmail {
  readonly proposal: string;
  readonly outbox: string;
  readonly position: number;
  readonly message: EmailMessage;
}

export interface RenderedEmail {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** `References` of the thread: an id of the request's own. */
  readonly thread: string;
}

export interface EmailSender {
  /** `rejected`: for good, this address cannot be reached. Throttled or failing: throws, and the queue redelivers. */
  send(mail: RenderedEmail): Promise<'sent' | 'rejected'>;
}
