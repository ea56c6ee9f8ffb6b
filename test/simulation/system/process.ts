import type { Fault } from '../../support/fakes/fake-table.ts';

/** One failing write, by its index among the writes of its process. */
export interface PlannedFault {
  readonly at: number;
  readonly fault: Exclude<Fault, 'none'>;
}

/** The conditions of a process. */
export interface Conditions {
  readonly faults?: readonly PlannedFault[] | undefined;
  /** Seconds by which its clock is ahead, or behind if negative. */
  readonly skew?: number | undefined;
  /**
   * After how many turns Step Functions gives up the calls of a task, one entry per call, and tries again while the function
   * still runs. It waits for later calls.
   */
  readonly givenUp?: readonly number[] | undefined;
}

/** One run of one function. It has its own clock, and if it ends early, nothing of it continues. */
export class Process {
  readonly name: string;
  readonly skew: number;
  /** The operations of its writes, in order. */
  readonly wrote: string[] = [];
  /** Where in the use cases it last asked for a write, if tracing is on. */
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

  /** Ends the process here. */
  end(): void {
    this.#dead = true;
  }

  /** The planned fault of its next write. */
  faultOf(operation: string): Fault {
    const place = this.wrote.length;
    this.wrote.push(operation);
    return this.#faults.find(({ at }) => at === place)?.fault ?? 'none';
  }
}
