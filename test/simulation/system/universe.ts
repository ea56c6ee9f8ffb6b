import { cachedReads } from '../../../functions/application/commit/cached-reads.ts';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import type { EmailView } from '../../../functions/application/emails/email-drafts.ts';
import { sendEmail } from '../../../functions/application/emails/send-email.ts';
import { readLink } from '../../../functions/application/links/read-link.ts';
import type { QueuedEmail } from '../../../functions/application/ports/workflow.ts';
import type { Head, ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import { type Instant, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import { pid } from '../../support/builders/ids.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import type { FakeClock } from '../../support/fakes/system.ts';
import { machineOf } from '../../support/worlds/machine.ts';
import { TaskError } from '../../support/worlds/state-machine.ts';
import { world } from '../../support/worlds/world.ts';
import { traced } from '../crash-points/trace.ts';
import { Seeded } from '../seeded.ts';
import { Violation } from '../simulation.ts';
import type { Tally } from '../tally.ts';
import { KnownCodes } from './checks/codes.ts';
import { Watch } from './checks/watch.ts';
import type { Came, MailedLink } from './mailed-link.ts';
import { type Conditions, Process } from './process.ts';
import { SimulatedExecutions, SimulatedPost, SimulatedQueue, Unreachable } from './services.ts';
import { type Setting, years } from './setting.ts';
import { Turns } from './turns.ts';

const address = { baseUrl: 'https://joint-funding.example', replyTo: 'secretariat@joint-funding.example' };

/**
 * Everything in memory: the deployed application on the fake store, with the real relay, projection, mailer and sweep, and a
 * model of Step Functions that runs the deployed definition. Each run of a function is its own process.
 */
export class Universe {
  readonly setting: Setting;
  readonly turns: Turns;
  readonly machine: ReturnType<typeof machineOf>;
  readonly executions: SimulatedExecutions;
  readonly queue: SimulatedQueue;
  readonly post: SimulatedPost;
  readonly watch: Watch;
  readonly tally: Tally;
  readonly deps;
  /** Ids of the proposals, by their index in the setting. undefined: not submitted. */
  readonly ids: (ProposalId | undefined)[] = [];
  readonly links: MailedLink[] = [];
  readonly codes: KnownCodes;
  /** All rendered emails. */
  readonly mails: string[] = [];
  /** Tasks that always fail. */
  readonly broken = new Set<'open' | 'settle'>();
  /** Whether only one process exists, so that nothing happens between its read and our check. */
  alone = true;
  /** Whether emails are really rendered when sent, which takes most of the time. */
  readonly renders: boolean;
  readonly #clock: FakeClock;
  readonly #tracing: boolean;
  #taskConditions: Conditions = {};
  #givenUp: number[] = [];

  private constructor(setting: Setting, tally: Tally, seed: number, tracing: boolean) {
    this.#tracing = tracing;
    this.setting = setting;
    this.tally = tally;
    this.renders = seed % 16 === 0;
    this.codes = new KnownCodes(seed);
    const { clock, table, stream: _, ...ports } = world({ now: setting.now, seed });
    this.#clock = clock;
    this.turns = new Turns(clock, new Seeded(seed));
    this.watch = new Watch(table, tally);
    this.queue = new SimulatedQueue(this.turns);
    this.post = new SimulatedPost(this.turns);
    const deps = this.#traced({ ...ports, clock: this.turns, pause: this.turns, mailQueue: this.queue });
    this.machine = machineOf(
      deps,
      (work) => this.#callTask(work),
      (task) => !this.broken.has(task),
    );
    this.executions = new SimulatedExecutions(this.machine, this.turns, (error) => this.watch.violated(error));
    this.deps = {
      ...deps,
      ...this.#traced({ executions: this.executions }),
      allowShortResponses: false,
      allowStages: true,
      ...address,
    };
    this.turns.spoilt = (operation, fault) => tally.count('fault', `${operation}: ${fault}`);
    table.pace = () => this.turns.pace();
    table.faultOf = ({ operation }) => {
      if (operation === 'settle' && this.broken.has('settle')) throw new Unreachable('settle');
      return this.turns.faultOf(operation);
    };
    this.turns.afterTurn = () => this.watch.look();
  }

  /** `tracing`: each process notes where in the use cases it last asked for a write, which is slow. */
  static async begin(setting: Setting, tally: Tally, seed: number, tracing = false): Promise<Universe> {
    const universe = new Universe(setting, tally, seed, tracing);
    const { boroughs, budgets, schemes } = universe.deps;
    for (const borough of setting.boroughs) {
      const people = borough.officers.map(({ person, name, email }) => ({ id: person, name, email }));
      await boroughs.put(borough, people, null);
      const allocated = setting.allocated[borough.borough] ?? 0;
      for (const year of years) {
        // Less in the last year, so that a hold that is moved there may find no room (R7).
        const there = year === '2028-29' ? Math.floor(allocated / 8) : allocated;
        await budgets.allocate(borough.borough, year, { revenue: there, capital: there });
      }
    }
    await schemes.put({ scheme: setting.scheme, version: 1 }, null);
    universe.watch.look();
    return universe;
  }

  headOf(of: number): Head | undefined {
    return this.watch.heads.get(this.ids[of] ?? pid(''));
  }

  /** The running execution of a proposal's current cycle. */
  executionOf(of: number) {
    const head = this.headOf(of);
    const execution = this.machine.executions.get(`${head?.id}-${head?.cycle}`);
    return execution?.status === 'running' ? execution : undefined;
  }

  /** Sets the conditions of the functions that the workflow runs from now on. */
  tasksUnder(conditions: Conditions): void {
    this.#taskConditions = conditions;
    this.#givenUp = [...(conditions.givenUp ?? [])];
  }

  /** Milliseconds. */
  advance(milliseconds: number): void {
    this.#clock.advance(milliseconds);
  }

  /** Moves the clock to a future moment, or some milliseconds from it. */
  advanceTo(moment: Instant | null | undefined, offset: number): void {
    const to = Date.parse(moment ?? '') + offset;
    if (to > Date.parse(this.#clock.now())) this.#clock.set(instantOf(to));
  }

  breakTask(task: 'open' | 'settle', lasts: boolean): void {
    if (!lasts) this.broken.delete(task);
    else this.broken.add(task);
    if (lasts) this.tally.count('fault', `${task} fails for good`);
  }

  /** Sets whether emails to a borough's officers are rejected for good. */
  bounce(who: number, lasts: boolean): void {
    for (const { email } of this.setting.boroughs[who]?.officers ?? []) {
      if (lasts) this.post.unreachable.add(email);
      else this.post.unreachable.delete(email);
    }
    if (lasts) this.tally.count('fault', 'address unreachable');
  }

  get now(): Instant {
    return this.turns.now();
  }

  /** The record of a proposal, read outside all processes. */
  async state(id: ProposalId): Promise<ProposalState> {
    const state = await this.turns.outside(() => this.deps.proposals.load(id));
    if (state === undefined) throw new Violation(`There is no proposal ${id} any more`);
    return state;
  }

  /** Starts a process. Transient errors and early ends are expected. Any other error is a violation. */
  async begin<T>(name: string, conditions: Conditions, work: () => Promise<T>): Promise<Came<T>> {
    const process = new Process(name, conditions);
    try {
      const result = await this.turns.fork(process, work);
      this.watch.look();
      // A process that ended never answers.
      return process.dead ? { kind: 'ended' } : { kind: 'done', result, wrote: process.wrote };
    } catch (error) {
      if (process.dead || error instanceof Crash) return { kind: 'ended' };
      if (isTransient(error)) return { kind: 'busy' };
      this.watch.violated(error, `${name} failed`);
      return { kind: 'ended' };
    }
  }

  /** One run of the mailer: sends an email of its batch, and keeps the link in it. */
  mailer(): (mail: QueuedEmail) => Promise<void> {
    const deps = cachedReads(this.deps);
    return async (mail) => {
      let view: EmailView | undefined;
      const render = (given: EmailView) => {
        view = given;
        if (!this.renders) return { subject: '', html: '', text: '' };
        const rendered = renderEmail(given);
        this.mails.push(rendered.subject, rendered.html, rendered.text);
        return rendered;
      };
      const sender = this.post.sender(() => {
        this.#keepLink(mail, view);
        this.codes.keep(mail, view, this.watch);
      });
      const sent = await sendEmail({ ...deps, ...this.#traced({ sender }), render }, mail);
      this.tally.count('mail', `${mail.message.mail} ${sent}`);
    };
  }

  read({ token, purpose }: MailedLink) {
    return this.begin('read', {}, () => readLink(this.deps, purpose === 'tracking' ? 'tracking' : 'answer', token));
  }

  /** Step Functions' call of a task's function. It may be given up while the function continues. */
  #callTask<T>(work: () => Promise<T>): Promise<T> {
    const turns = this.#givenUp.shift();
    let runs = true;
    const running = this.turns.fork(new Process('task', this.#taskConditions), work).finally(() => {
      runs = false;
    });
    if (turns === undefined) return running;
    const impatient = async (): Promise<T> => {
      const caller = new Process('caller of a task');
      for (let waited = 0; waited <= turns; waited += 1) await this.turns.fork(caller, async () => undefined);
      if (runs) this.tally.count('fault', 'task called again');
      throw new TaskError('Lambda.SdkClientException');
    };
    return Promise.race([running, impatient()]);
  }

  #traced<P extends object>(ports: P): P {
    if (!this.#tracing) return ports;
    return traced(ports, {
      at: (place) => {
        this.turns.current.place = place;
      },
    });
  }

  #keepLink({ message, proposal }: QueuedEmail, view: EmailView | undefined): void {
    if (view === undefined || !('link' in view)) return;
    const purpose =
      (['review', 'confirm'] as const).find((each) => message.mail.startsWith(each)) ??
      (message.mail === 'submitted' ? 'tracking' : 'sign-off');
    this.links.push({
      token: view.link.slice(view.link.lastIndexOf('/') + 1),
      proposal,
      borough: 'borough' in message ? message.borough : null,
      purpose,
      revision: 'revision' in message ? message.revision : 1,
      person: message.to,
    });
  }
}

/** Whether an error is transient: the same request may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Overloaded || error instanceof Unreachable) return true;
  // The fake store throws this when the SDK's own tries have failed.
  return error instanceof Error && /was throttled$/.test(error.message);
}
