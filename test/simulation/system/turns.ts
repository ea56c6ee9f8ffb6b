import type { Clock, Pause } from '../../../functions/application/ports/system.ts';
import { type Instant, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import { Crash, type Fault } from '../../support/fakes/fake-table.ts';
import type { FakeClock } from '../../support/fakes/system.ts';
import type { Seeded } from '../seeded.ts';
import { Process } from './process.ts';

interface Waiting {
  readonly process: Process;
  /** It does not continue before this moment. 0: it only waits for its turn. */
  readonly until: number;
  readonly go: () => void;
}

/**
 * Many processes, of which one runs at a time. Before each read and write a process waits for its turn, which is chosen at
 * random. Nothing really waits, so the same seed always gives the same interleaving.
 */
export class Turns implements Clock, Pause {
  /** Called after each turn, while nothing runs. */
  afterTurn: () => void = () => undefined;
  /** Called with each failing write. */
  spoilt: (operation: string, fault: Fault) => void = () => undefined;
  /** Chooses the fault of each write. */
  spoil: ((process: Process, operation: string) => Fault | undefined) | undefined;
  /** Chooses the next turn. */
  current: Process;
  readonly #clock: FakeClock;
  readonly #outside = new Process('outside');
  #waiting: Waiting[] = [];
  #outsiders = 0;
  #chance: Seeded;

  constructor(clock: FakeClock, chance: Seeded) {
    this.#clock = clock;
    this.#chance = chance;
    this.current = this.#outside;
  }

  /** The fault of the running process's next write: its own plan, unless `spoil` chooses another. */
  faultOf(operation: string): Fault {
    const planned = this.current.faultOf(operation);
    const fault = this.spoil?.(this.current, operation) ?? planned;
    if (fault.startsWith('crash')) this.current.end();
    if (fault !== 'none') this.spoilt(operation, fault);
    return fault;
  }

  /** Replaces the choice of turns. */
  chooseBy(chance: Seeded): void {
    this.#chance = chance;
  }

  /** The time on the running process's clock. */
  now(): Instant {
    const { skew } = this.current;
    return skew === 0 ? this.#clock.now() : instantOf(Date.parse(this.#clock.now()) + skew);
  }

  /** Awaited before every read and write. A process that ended never reads or writes again, even if its error is caught. */
  pace(): Promise<void> {
    if (this.#outsiders > 0) return Promise.resolve();
    if (this.current.dead) return Promise.reject(new Crash(`${this.current.name} has ended`));
    return this.#waiting.length === 0 ? Promise.resolve() : this.#turn(this.current, 0);
  }

  wait(milliseconds: number): Promise<void> {
    const now = Date.parse(this.#clock.now());
    return this.#turn(this.current, now + Math.ceil(milliseconds));
  }

  /** A new process, which starts when it gets its turn. */
  async fork<T>(process: Process, work: () => Promise<T>): Promise<T> {
    await this.#turn(process, 0);
    return work();
  }

  /** Work outside all processes, which reads without waiting for a turn. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outsiders += 1;
    try {
      return await work();
    } finally {
      this.#outsiders -= 1;
    }
  }

  /** Runs until no process waits. */
  async run(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.until > Date.parse(this.#clock.now())) this.#clock.set(instantOf(next.until));
      this.current = next.process;
      next.go();
      // It continues as far as it can without another turn.
      await new Promise((done) => setImmediate(done));
      this.afterTurn();
    }
    this.current = this.#outside;
  }

  #turn(process: Process, until: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ process, until, go });
    });
  }

  /** A process that only waits for its turn, or else the one with the shortest wait. */
  #next(): Waiting | undefined {
    const ready = this.#waiting.filter(({ until }) => until === 0);
    const candidates = ready.length > 0 ? ready : this.#waiting.toSorted((a, b) => a.until - b.until).slice(0, 1);
    const next = candidates.length > 1 ? this.#chance.pick(candidates) : candidates[0];
    if (next !== undefined) this.#waiting = this.#waiting.filter((each) => each !== next);
    return next;
  }
}
