import type { Pause } from '../../../functions/application/ports/system.ts';
import { instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import type { FakeClock } from '../fakes/system.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly go: () => void;
}

/**
 * Virtual time for many processes. The clock jumps to the next process that waits, and nothing really waits. The same work with
 * the same waits always has the same result.
 */
export class VirtualTime implements Pause {
  readonly #clock: FakeClock;
  readonly #start: number;
  readonly #waiting: Waiting[] = [];
  #now = 0;
  #order = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.#start = Date.parse(clock.now());
  }

  /** Milliseconds since the start. */
  get passed(): number {
    return this.#now;
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((go) => {
      this.#order += 1;
      this.#waiting.push({ at: this.#now + milliseconds, order: this.#order, go });
    });
  }

  /** Lets time pass until this work is done. */
  async during<T>(work: readonly Promise<T>[]): Promise<readonly PromiseSettledResult<T>[]> {
    let done = false;
    const all = Promise.allSettled(work).finally(() => {
      done = true;
    });
    while (!done) {
      // Every process continues as far as it can without time passing.
      await new Promise((go) => setImmediate(go));
      this.#next()?.go();
    }
    return all;
  }

  #next(): Waiting | undefined {
    this.#waiting.sort((a, b) => a.at - b.at || a.order - b.order);
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.#now = next.at;
      this.#clock.set(instantOf(this.#start + Math.floor(next.at)));
    }
    return next;
  }
}
