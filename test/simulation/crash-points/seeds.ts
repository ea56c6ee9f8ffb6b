/**
 * Histories that between them come to every write of every use case; `npm run crash-points -- --search N` finds them anew where
 * histories or use cases changed.
 */
export const seeds: readonly number[] = [2, 3, 4, 5, 6, 8, 11, 15, 18, 21, 28, 39, 43, 100, 105, 146, 255, 512, 676];
