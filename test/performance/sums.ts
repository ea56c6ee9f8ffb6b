import type { Cost } from './meter.ts';

/** The goal for write units of a decision with this many boroughs. */
export const writeGoal = (boroughs: number): number => 25 * boroughs + 60;
/** The goal for read units. */
export const readGoal = (boroughs: number): number => 4 * boroughs + 20;
/** The goal for state transitions, for any number of boroughs. */
export const transitionGoal = 6;

export function writtenOf(costs: readonly Cost[]): number {
  return costs.reduce((sum, { write }) => sum + write, 0);
}

/** Rounds to a hundredth, because kinds of item in one query share its units. */
export function readOf(costs: readonly Cost[]): number {
  return Math.round(costs.reduce((sum, { read }) => sum + read, 0) * 100) / 100;
}

/** Units grouped by `of`, with the most writes first. */
export function sumsBy(costs: readonly Cost[], of: (cost: Cost) => string) {
  const sums = Array.from(Map.groupBy(costs, of), ([name, all]) => ({
    name,
    write: writtenOf(all),
    read: readOf(all),
  }));
  return sums.toSorted((a, b) => b.write - a.write || b.read - a.read);
}
