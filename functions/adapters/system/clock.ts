import type { Clock } from '../../application/ports/ports.ts';

/** The machine's clock, in UTC to the millisecond. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
