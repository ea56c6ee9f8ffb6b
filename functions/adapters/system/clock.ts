import type { Clock } from '../../application/ports/system.ts';

/** The machine's clock, in UTC to the millisecond. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
