/**
 * Histories that together reach every write of every use case. If histories or use cases change, `npm run crash-points --
 * --search N` finds new ones.
 */
export const seeds: readonly number[] = [1, 2, 3, 4, 8, 10, 12, 18, 20, 26, 30, 35, 55, 75, 142, 239, 490, 721];
