import type { Clock, Pause } from '../../../functions/application/ports/system.ts';
import { Crash, type Fault } from '../../support/fakes/fake-table.ts';
import type { FakeClock } from '../../support/fakes/system.ts';
import type { Seeded } from '../seeded.ts';
import { Process } from './process.ts';

interface Waiting {
  readonly process: Process;
  /** Before this moment it does not go on; 0 where it only waits for its turn. */
  readonly until: number;
  readonly go: () => void;
}

/**
 * Many processes at once, of which one goes at a time: before each read and write a process waits for its turn, and chance says
 * whose it is. Nothing really waits, so that the same seed always comes to the same interleaving.
 */
export class Turns implements Clock, Pause {
  /** Called after each turn, while everything stands still. */
  afterTurn: () => void = () => undefined;
  /** Told of each write that goes wrong. */
  spoilt: (operation: string, fault: Fault) => void = () => undefined;
  /** Chooses what becomes of any single write. */
  spoil: ((process: Process, operation: string) => Fault | undefined) | undefined;
  /** Whose turn it is. */
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

  /** What becomes of the next write of whoever goes: as its process was told, unless `spoil` says otherwise. */
  faultOf(operation: string): Fault {
    const planned = this.current.faultOf(operation);
    const fault = this.spoil?.(this.current, operation) ?? planned;
    if (fault.startsWith('crash')) this.current.end();
    if (fault !== 'none') this.spoilt(operation, fault);
    return fault;
  }

  /** From now on, this decides whose turn it is. */
  chooseBy(chance: Seeded): void {
    this.#chance = chance;
  }

  /** The time as the running process sees it. */
  now(): string {
    const { skew } = this.current;
    return skew === 0 ? this.#clock.now() : new Date(Date.parse(this.#clock.now()) + skew).toISOString();
  }

  /** Waited for before every read and write. A process that ended reads and writes nothing any more, whoever catches what it threw. */
  pace(): Promise<void> {
    if (this.#outsiders > 0) return Promise.resolve();
    if (this.current.dead) return Promise.reject(new Crash(`${this.current.name} has ended`));
    return this.#waiting.length === 0 ? Promise.resolve() : this.#turn(this.current, 0);
  }

  wait(milliseconds: number): Promise<void> {
    const now = Date.parse(this.#clock.now());
    return this.#turn(this.current, now + Math.ceil(milliseconds));
  }

  /** A process of its own, which begins when it is its turn. */
  async fork<T>(process: Process, work: () => Promise<T>): Promise<T> {
    await this.#turn(process, 0);
    return work();
  }

  /** Work of nobody's: it reads without waiting for a turn. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outsiders += 1;
    try {
      return await work();
    } finally {
      this.#outsiders -= 1;
    }
  }

  /** Until nobody waits any more. */
  async run(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.until > Date.parse(this.#clock.now())) this.#clock.set(new Date(next.until).toISOString());
      this.current = next.process;
      next.go();
      // It goes as far as it can without another turn.
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

  /** One of those who wait for their turn alone, or else whoever waits the shortest. */
  #next(): Waiting | undefined {
    const ready = this.#waiting.filter(({ until }) => until === 0);
    const candidates = ready.length > 0 ? ready : this.#waiting.toSorted((a, b) => a.until - b.until).slice(0, 1);
    const next = candidates.length > 1 ? this.#chance.pick(candidates) : candidates[0];
    if (next !== undefined) this.#waiting = this.#waiting.filter((each) => each !== next);
    return next;
  }
}
