import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import type { CodeMacs } from '../../../functions/application/ports/system.ts';
import type {
  EmailQueue,
  EmailSender,
  Executions,
  QueuedEmail,
  RenderedEmail,
} from '../../../functions/application/ports/workflow.ts';

type Input = Parameters<Executions['start']>[1];
export type ExecutionState = Awaited<ReturnType<Executions['state']>>;

/** Records which executions were started and resumed. A test decides how each one ends. */
export class FakeExecutions implements Executions {
  readonly started: { readonly name: string; readonly input: Input }[] = [];
  readonly resumed: { readonly token: string; readonly outcome: string }[] = [];
  readonly #states = new Map<string, ExecutionState>();
  readonly #waiting = new Set<string>();

  /** From now on a task waits with this token. */
  wait(token: string): void {
    this.#waiting.add(token);
  }

  end(name: string, state: 'succeeded' | 'failed'): void {
    this.#states.set(name, state);
  }

  /** Forgets all executions and waiting tasks, as a restart of the local AWS does. */
  lose(): void {
    this.#states.clear();
    this.#waiting.clear();
  }

  /** Like Step Functions: starting an execution that still runs returns the same as the first start. */
  async start(name: string, input: Input): Promise<'started' | 'exists'> {
    const state = this.#states.get(name);
    if (state !== undefined) return state === 'running' ? 'started' : 'exists';
    this.#states.set(name, 'running');
    this.started.push({ name, input });
    return 'started';
  }

  async resume(token: string, outcome: string): Promise<'sent' | 'gone'> {
    if (!this.#waiting.delete(token)) return 'gone';
    this.resumed.push({ token, outcome });
    return 'sent';
  }

  async state(name: string): Promise<ExecutionState> {
    return this.#states.get(name) ?? 'absent';
  }
}

/** A queue that a test empties with `take`. */
export class FakeMailQueue implements EmailQueue {
  #messages: QueuedEmail[] = [];

  async send(messages: readonly QueuedEmail[]): Promise<void> {
    this.#messages.push(...messages);
  }

  take(): readonly QueuedEmail[] {
    const taken = this.#messages;
    this.#messages = [];
    return taken;
  }
}

/** Keeps each email that it is asked to send. Rejects addresses in `unreachable`. */
export class FakeMailSender implements EmailSender {
  readonly sent: RenderedEmail[] = [];
  readonly unreachable = new Set<string>();

  async send(mail: RenderedEmail): Promise<'sent' | 'rejected'> {
    if (this.unreachable.has(mail.to.email)) return 'rejected';
    this.sent.push(mail);
    return 'sent';
  }
}

/** Uses a secret that everybody can read here. */
export const fakeMacs: CodeMacs = { of: async (text) => systemDigests.hmac('5ec2e7', text) };
