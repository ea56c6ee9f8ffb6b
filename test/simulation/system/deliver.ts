import type { QueuedEmail } from '../../../functions/application/ports/workflow.ts';
import { projectProposal } from '../../../functions/application/reports/project-proposal.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import type { Seeded } from '../seeded.ts';
import type { Conditions } from './process.ts';
import type { Delivering } from './step.ts';
import { isTransient, type Universe } from './universe.ts';

/** A message to a reader of the stream or to the mailer. `tries`: how often it was delivered. */
type Message = { readonly tries: number } & (
  | { readonly kind: 'relay'; readonly id: string }
  | { readonly kind: 'project'; readonly id: ProposalId }
  | { readonly kind: 'mail'; readonly mail: QueuedEmail }
);

/** After this many tries a message is given up, with an alarm. The stream repeats a projection until it succeeds. */
const maxTries = { relay: 3, mail: 5, project: Number.POSITIVE_INFINITY } as const;
/** Records per run of a function. */
const batch = 4;

/** All messages under way, and their delivery: late, twice, in another order, or never. */
export class Deliveries {
  readonly #universe: Universe;
  #flight: Message[] = [];

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  get waiting(): number {
    this.#collect();
    return this.#flight.length;
  }

  /**
   * Starts the processes for some of the messages. `gathering`: changes wait for the projection until nothing else is under way,
   * because the deployed projection gathers them for a few seconds.
   */
  deliver(delivering: Delivering, chance: Seeded, gathering = false): readonly (() => Promise<void>)[] {
    this.#collect();
    const { count, shuffled, copies, drop, conditions } = delivering;
    const others = gathering ? this.#flight.filter(({ kind }) => kind !== 'project') : [];
    const order = shuffled ? chance.shuffled(this.#flight) : this.#flight;
    const chosen = others.length > 0 ? others : order.slice(0, count);
    const taken = new Set(chosen);
    this.#flight = order.filter((message) => !taken.has(message));
    const brought = chosen.filter((message, at) => {
      const lost = drop > 0 && at % drop === drop - 1;
      if (lost) this.#lose(message);
      return !lost;
    });
    this.#universe.tally.count('message', 'brought', brought.length);
    if (shuffled) this.#universe.tally.count('message', 'out of order', brought.length);
    const rounds = Array.from({ length: copies }, () => brought);
    this.#universe.tally.count('message', 'brought again', brought.length * (copies - 1));
    return rounds.flatMap((messages) => batches(messages)).map((messages) => () => this.#run(messages, conditions));
  }

  #lose(message: Message): void {
    this.#universe.tally.count('message', `${message.kind} lost`);
    // The stream keeps a record until it is delivered.
    if (message.kind === 'project') this.#flight.push(message);
  }

  #collect(): void {
    const { watch, queue } = this.#universe;
    const tries = 0;
    this.#flight.push(...watch.relays.splice(0).map((id): Message => ({ kind: 'relay', id, tries })));
    // One projection handles all records of a proposal in a batch.
    const waiting = new Set(this.#flight.flatMap((message) => (message.kind === 'project' ? [message.id] : [])));
    const changed = [...new Set(watch.projections.splice(0))].filter((id) => !waiting.has(id));
    this.#flight.push(...changed.map((id): Message => ({ kind: 'project', id, tries })));
    this.#flight.push(...queue.waiting.splice(0).map((mail): Message => ({ kind: 'mail', mail, tries })));
  }

  /**
   * One run of a function for a batch. Failed messages are delivered again. If the function ended, a batch of the stream is cut
   * in half, and each half is delivered as its own batch, until the failing record is alone.
   */
  async #run(messages: readonly Message[], conditions: Conditions): Promise<void> {
    const [first] = messages;
    if (first === undefined) return;
    const failed = new Set<Message>();
    const came = await this.#universe.begin(first.kind, conditions, async () => {
      const send = this.#universe.mailer();
      for (const message of messages) {
        try {
          await this.#bring(message, send);
        } catch (error) {
          if (error instanceof Crash || !isTransient(error)) throw error;
          failed.add(message);
        }
      }
    });
    if (came.kind === 'done') for (const message of failed) this.#again(message);
    else if (first.kind === 'mail' || messages.length === 1) for (const message of messages) this.#again(message);
    else await this.#runHalves(messages, conditions);
  }

  async #runHalves(messages: readonly Message[], conditions: Conditions): Promise<void> {
    this.#universe.tally.count('message', 'batch cut in half');
    const middle = messages.length >> 1;
    await this.#run(messages.slice(0, middle), conditions);
    await this.#run(messages.slice(middle), {});
  }

  #again(message: Message): void {
    const tries = message.tries + 1;
    this.#universe.tally.count('message', tries < maxTries[message.kind] ? 'tried again' : `${message.kind} given up`);
    if (tries < maxTries[message.kind]) this.#flight.push({ ...message, tries });
  }

  #bring(message: Message, send: (mail: QueuedEmail) => Promise<void>): Promise<unknown> {
    const { deps } = this.#universe;
    if (message.kind === 'mail') return send(message.mail);
    return message.kind === 'relay' ? relayOutbox(deps, message.id) : projectProposal(deps, message.id);
  }
}

/** Batches of one kind of message each, in their order. */
function batches(messages: readonly Message[]): readonly (readonly Message[])[] {
  return (['relay', 'project', 'mail'] as const).flatMap((kind) => {
    const ofKind = messages.filter((message) => message.kind === kind);
    return Array.from({ length: Math.ceil(ofKind.length / batch) }, (_, at) =>
      ofKind.slice(at * batch, (at + 1) * batch),
    );
  });
}
