import type { Clock, Pause, Randomness } from '../../../functions/application/ports/system.ts';
import { type Instant, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';

/** A clock that only moves when it is set or advanced. */
export class FakeClock implements Clock {
  #milliseconds: number;

  constructor(now: Instant) {
    this.#milliseconds = Date.parse(now);
  }

  now(): Instant {
    return instantOf(this.#milliseconds);
  }

  set(now: Instant): void {
    this.#milliseconds = Date.parse(now);
  }

  advance(milliseconds: number): void {
    this.#milliseconds += milliseconds;
  }
}

/** Waiting moves the clock and takes no real time. */
export class FakePause implements Pause {
  readonly waits: number[] = [];
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.#clock.advance(Math.ceil(milliseconds));
  }
}

/** Returns the same numbers for the same seed (mulberry32), so that a history can be replayed. */
export class FakeRandomness implements Randomness {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.fraction() * 256));
  }

  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
