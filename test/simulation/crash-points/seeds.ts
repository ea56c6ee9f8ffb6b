/**
 * Histories that between them come to every write of every use case; `npm run crash-points -- --search N` finds them anew where
 * histories or use cases changed.
 */
export const seeds: readonly number[] = [1, 2, 3, 4, 11, 14, 20, 22, 23, 26, 69, 110, 119, 148, 175, 767];
