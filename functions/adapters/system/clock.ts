import type { Clock } from '../../application/ports/system.ts';
import { instantOf } from '../../domain/vocabulary/calendar.ts';

/** The machine's clock, in UTC to the millisecond. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };
