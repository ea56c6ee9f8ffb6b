import type { Fault } from '../../support/fakes/fake-table.ts';

/** One write that goes wrong: the how-manieth of its process, from 0. */
export interface PlannedFault {
  readonly at: number;
  readonly fault: Exclude<Fault, 'none'>;
}

/** What a process is given on its way. */
export interface Conditions {
  readonly faults?: readonly PlannedFault[] | undefined;
  /** Seconds by which its clock is ahead, or behind where negative. */
  readonly skew?: number | undefined;
  /**
   * Calls of tasks that Step Functions gives up, though their function still runs, and tries again: after how many turns, for one call
   * after the other. Those after them it waits for.
   */
  readonly givenUp?: readonly number[] | undefined;
}

/** One run of one function: it has a clock of its own, and where it ends before its time nothing of it goes on. */
export class Process {
  readonly name: string;
  readonly skew: number;
  /** Operations that it tried to write, in order. */
  readonly wrote: string[] = [];
  /** Where in the use cases it last asked for a write, as far as that is traced. */
  place = '';
  #dead = false;
  readonly #faults: readonly PlannedFault[];

  constructor(name: string, { faults = [], skew = 0 }: Conditions = {}) {
    this.name = name;
    this.skew = skew * 1000;
    this.#faults = faults;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** It ends here. */
  end(): void {
    this.#dead = true;
  }

  /** What was planned for its next write. */
  faultOf(operation: string): Fault {
    const place = this.wrote.length;
    this.wrote.push(operation);
    return this.#faults.find(({ at }) => at === place)?.fault ?? 'none';
  }
}
