import { systemDigests } from '../../../../functions/adapters/system/digests.ts';
import type { EventType } from '../../../../functions/domain/record/event.ts';
import { type ChainedEvent, verifyChain } from '../../../../functions/domain/record/event-chain.ts';
import { fold } from '../../../../functions/domain/record/event-fold.ts';
import type { Head } from '../../../../functions/domain/record/proposal-state.ts';
import { Violation } from '../../simulation.ts';

/** Promise 6: the events of one proposal, in the order in which they were written. */
export class Chain {
  readonly #events: ChainedEvent[] = [];

  get events(): readonly ChainedEvent[] {
    return this.#events;
  }

  append(event: ChainedEvent): void {
    const last = this.#events.at(-1);
    if (event.sequence !== this.#events.length + 1) {
      throw new Violation(`Promise 6: event ${event.sequence} was written after ${this.#events.length} events`);
    }
    if (last !== undefined && event.previous !== last.hash) {
      throw new Violation(`Promise 6: event ${event.sequence} does not follow the one before it`);
    }
    this.#events.push(event);
  }

  /** Whether the events fold to the head. */
  compare(head: Head): void {
    const last = this.#events.at(-1);
    if (head.events !== this.#events.length || head.chainHead !== last?.hash) {
      throw new Violation(`Promise 6: the head of ${head.reference} does not name its last event`);
    }
    const folded = fold(this.#events);
    if (folded.kind === 'refused') {
      throw new Violation(`Promise 6: event ${folded.position} may not happen: ${folded.why}`);
    }
    const { state } = folded;
    const same =
      state.status === head.status &&
      state.revision === head.revision &&
      state.cycle === head.cycle &&
      state.ending === head.ending &&
      state.stopped === head.stopped &&
      String(state.partners) === String(head.partners) &&
      !state.mustEnd;
    if (!same)
      throw new Violation(`Promise 6: the events fold to ${JSON.stringify(state)}, not to ${JSON.stringify(head)}`);
  }

  /** Computes every hash again, as an outsider would. */
  verify(head: Head): void {
    const verdict = verifyChain(this.#events, systemDigests, { sequence: head.events, hash: head.chainHead });
    if (verdict.kind === 'broken') throw new Violation(`Promise 6: ${verdict.message}`);
  }
}

/** Events that no history can reach: they belong to changes of officers under notice (R28) and to gates (R22). */
const beyond: ReadonlySet<EventType> = new Set([
  'officer-changed',
  // No history lifts a bar: tests of the use case do.
  'bar-lifted',
  'closed',
  'top-up-begun',
  'confirming-begun',
  'confirming-opened',
  'confirmed',
  'taken-back',
  'called-in',
  'call-in-ended',
  'confirming-topped-up',
  'raised',
  'confirming-closed',
]);

const everyEvent = {
  submitted: true,
  'sign-off-opened': true,
  answered: true,
  'passed-on': true,
  reminded: true,
  'top-up-begun': true,
  'round-closed': true,
  'review-opened': true,
  'review-answered': true,
  'review-closed': true,
  'confirming-begun': true,
  'confirming-opened': true,
  confirmed: true,
  'taken-back': true,
  'called-in': true,
  'call-in-ended': true,
  'confirming-topped-up': true,
  raised: true,
  'confirming-closed': true,
  revised: true,
  'hold-moved': true,
  'set-aside': true,
  'bar-lifted': true,
  withdrawn: true,
  revoked: true,
  extended: true,
  'cycle-raised': true,
  ended: true,
  settled: true,
  'needs-attention': true,
  resumed: true,
  'officer-changed': true,
  closed: true,
} as const satisfies Record<EventType, true>;

export const reachableEvents = (Object.keys(everyEvent) as EventType[]).filter((type) => !beyond.has(type));
