import type { VirtualTime } from './virtual-time.ts';

/** A machine of some cores in virtual time: who wants one works once it is free, first come first served. */
export class BusyMachine {
  readonly #time: VirtualTime;
  /** When each core has done all that it was given. */
  readonly #free: number[];

  constructor(time: VirtualTime, cores: number) {
    this.#time = time;
    this.#free = Array.from({ length: cores }, () => 0);
  }

  /** Ends when this much work, in milliseconds of one core, is done. */
  async work(milliseconds: number): Promise<void> {
    const earliest = Math.min(...this.#free);
    const end = Math.max(this.#time.passed, earliest) + milliseconds;
    this.#free[this.#free.indexOf(earliest)] = end;
    await this.#time.wait(end - this.#time.passed);
  }
}
