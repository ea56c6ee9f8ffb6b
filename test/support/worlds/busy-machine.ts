import type { VirtualTime } from './virtual-time.ts';

/** A machine with a number of cores in virtual time. Work waits for a free core, first come, first served. */
export class BusyMachine {
  readonly #time: VirtualTime;
  /** The moment when each core is free. */
  readonly #free: number[];

  constructor(time: VirtualTime, cores: number) {
    this.#time = time;
    this.#free = Array.from({ length: cores }, () => 0);
  }

  /** Resolves when this much work, in milliseconds of one core, is done. */
  async work(milliseconds: number): Promise<void> {
    const earliest = Math.min(...this.#free);
    const end = Math.max(this.#time.passed, earliest) + milliseconds;
    this.#free[this.#free.indexOf(earliest)] = end;
    await this.#time.wait(end - this.#time.passed);
  }
}
