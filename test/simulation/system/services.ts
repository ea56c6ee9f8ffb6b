import type {
  EmailQueue,
  EmailSender,
  Executions,
  QueuedEmail,
  RenderedEmail,
} from '../../../functions/application/ports/workflow.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import type { StateMachineModel } from '../../support/worlds/state-machine.ts';
import type { Turns } from './turns.ts';

/** The error of a service that cannot be reached or whose reply was lost. It is transient. */
export class Unreachable extends Error {
  override readonly name = 'TimeoutError';
}

/** One call of a service outside the table. Like a write, a process may end before and after it. */
async function call<T>(turns: Turns, operation: string, work: () => T): Promise<T> {
  await turns.pace();
  const fault = turns.faultOf(operation);
  if (fault === 'crash-before') throw new Crash(`Ended before ${operation}`);
  if (fault === 'conflict' || fault === 'throttle' || fault === 'lost-before') throw new Unreachable(operation);
  const result = work();
  if (fault === 'crash-after') throw new Crash(`Ended after ${operation}`);
  if (fault === 'lost-after') throw new Unreachable(operation);
  return result;
}

/** Step Functions: it answers at once, and its executions run separately. */
export class SimulatedExecutions implements Executions {
  /** During an outage, nothing is done. */
  outage = false;
  readonly #machine: StateMachineModel;
  readonly #turns: Turns;
  readonly #broke: (error: unknown) => void;

  /** `broke` is called if the model itself cannot continue. */
  constructor(machine: StateMachineModel, turns: Turns, broke: (error: unknown) => void) {
    this.#machine = machine;
    this.#turns = turns;
    this.#broke = broke;
  }

  start(...[name, input]: Parameters<Executions['start']>): ReturnType<Executions['start']> {
    return call(this.#turns, 'start', () => {
      this.#reach();
      const known = this.#machine.executions.get(name);
      // Starting a running execution again with the same input gets the same response.
      if (known !== undefined) return known.status === 'running' ? 'started' : 'exists';
      this.#machine.start(name, input).catch(this.#broke);
      return 'started';
    });
  }

  resume(...[token, outcome]: Parameters<Executions['resume']>): ReturnType<Executions['resume']> {
    return call(this.#turns, 'resume', () => {
      this.#reach();
      const waits = [...this.#machine.executions.values()].some(
        ({ waitsFor, status }) => waitsFor === token && status === 'running',
      );
      if (!waits) return 'gone';
      this.#machine.resume(token, outcome).catch(this.#broke);
      return 'sent';
    });
  }

  async state(name: string): ReturnType<Executions['state']> {
    await this.#turns.pace();
    this.#reach();
    return this.#machine.state(name);
  }

  #reach(): void {
    if (this.outage) throw new Unreachable('Step Functions is out');
  }
}

/** A queue whose messages wait until they are delivered. */
export class SimulatedQueue implements EmailQueue {
  readonly waiting: QueuedEmail[] = [];
  readonly #turns: Turns;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  send(messages: readonly QueuedEmail[]): Promise<void> {
    return call(this.#turns, 'queue', () => void this.waiting.push(...messages));
  }
}

/** An email service that rejects emails to unreachable addresses for good. */
export class SimulatedPost {
  readonly unreachable = new Set<string>();
  readonly #turns: Turns;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** A sender that passes each sent email to `out`, even if the reply is lost. */
  sender(out: () => void): EmailSender {
    return {
      send: (mail: RenderedEmail) =>
        call(this.#turns, 'send', () => {
          if (this.unreachable.has(mail.to.email)) return 'rejected';
          out();
          return 'sent';
        }),
    };
  }
}
