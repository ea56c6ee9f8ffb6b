/** The count of each whole number. Memory grows with the range of the numbers, not with their count. */
export type Tally = ReadonlyMap<number, number>;

/**
 * The median of the numbers tallied: the middle one, or halfway between the two in the middle; null if there are none.
 *
 * @example medianOf(new Map([[3, 1], [8, 1]])) // 5.5
 */
export function medianOf(tally: Tally): number | null {
  const ascending = [...tally].toSorted(([a], [b]) => a - b);
  const count = ascending.reduce((sum, [, times]) => sum + times, 0);
  const [lower, upper] = [Math.floor((count - 1) / 2), Math.floor(count / 2)].map((place) => at(ascending, place));
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** The number at a place, from 0, if all were written out in order. */
function at(ascending: readonly (readonly [number, number])[], place: number): number | undefined {
  let passed = 0;
  for (const [number, times] of ascending) {
    passed += times;
    if (place < passed) return number;
  }
  return undefined;
}
