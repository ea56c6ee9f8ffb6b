/**
 * Histories that between them come to every write of every use case; `npm run crash-points -- --search N` finds them anew where
 * histories or use cases changed.
 */
export const seeds: readonly number[] = [];
