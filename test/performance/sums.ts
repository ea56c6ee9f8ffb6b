import type { Cost } from './meter.ts';

/** Write units of so many boroughs that a decision is meant to stay within. */
export const writeGoal = (boroughs: number): number => 25 * boroughs + 60;
/** The same of read units. */
export const readGoal = (boroughs: number): number => 4 * boroughs + 20;
/** State transitions, however many boroughs there are. */
export const transitionGoal = 6;

export function writtenOf(costs: readonly Cost[]): number {
  return costs.reduce((sum, { write }) => sum + write, 0);
}

/** To a hundredth, because the kinds of item in one query bear parts of it. */
export function readOf(costs: readonly Cost[]): number {
  return Math.round(costs.reduce((sum, { read }) => sum + read, 0) * 100) / 100;
}

/** Units by what `of` says of each cost, those that write most first. */
export function sumsBy(costs: readonly Cost[], of: (cost: Cost) => string) {
  const sums = Array.from(Map.groupBy(costs, of), ([name, all]) => ({
    name,
    write: writtenOf(all),
    read: readOf(all),
  }));
  return sums.toSorted((a, b) => b.write - a.write || b.read - a.read);
}
