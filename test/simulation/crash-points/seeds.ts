/**
 * Histories that together reach every write of every use case. If histories or use cases change, `npm run crash-points --
 * --search N` finds new ones.
 */
export const seeds: readonly number[] = [3, 4, 5, 6, 8, 9, 10, 11, 15, 16, 18, 25, 52, 63, 112, 125, 142, 255, 1169];
