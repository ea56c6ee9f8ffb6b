/**
 * Histories that together reach every write of every use case. If histories or use cases change, `npm run crash-points --
 * --search N` finds new ones.
 */
export const seeds: readonly number[] = [1, 2, 3, 6, 8, 13, 18, 31, 35, 44, 48, 75, 92, 106, 161];
