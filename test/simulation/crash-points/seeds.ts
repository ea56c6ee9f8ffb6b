/**
 * Histories that together reach every write of every use case. If histories or use cases change, `npm run crash-points --
 * --search N` finds new ones.
 */
export const seeds: readonly number[] = [1, 2, 3, 4, 5, 6, 9, 13, 14, 22, 34, 35, 52, 54, 129, 346, 725, 839];
