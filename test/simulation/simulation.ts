import type { Tally } from './tally.ts';

/** A kind of history that can be replayed from its seed. */
export interface Simulation {
  readonly name: 'system' | 'appraisals';
  /** From this number of histories on, a run must reach everything that `expect` names. */
  readonly enough: number;
  /** What a run of enough histories must reach, by group. */
  expect(tally: Tally): void;
  /** Runs one history. Throws a `Violation` if a check fails. */
  run(seed: number, tally: Tally): Promise<void>;
  /** Finds the smallest history that still fails, and describes it, one line per step. */
  explain(seed: number): Promise<string>;
}

/** A promise that a history broke. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
