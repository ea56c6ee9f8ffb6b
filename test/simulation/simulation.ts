import type { Tally } from './tally.ts';

/** A kind of history that can be run again from its seed alone. */
export interface Simulation {
  readonly name: 'domain' | 'system' | 'appraisals';
  /** So many histories must have reached everything that `expect` names. */
  readonly enough: number;
  /** Everything that a run of enough histories must reach, by group. */
  expect(tally: Tally): void;
  /** Runs one history; throws a `Violation` where something does not hold. */
  run(seed: number, tally: Tally): Promise<void>;
  /** Finds the smallest history that still fails, and tells it in words, one line a step. */
  explain(seed: number): Promise<string>;
}

/** A promise that a history broke. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
