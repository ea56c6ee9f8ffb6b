import { domainRung } from './domain/domain-rung.ts';
import type { Rung } from './rung.ts';
import { systemRung } from './system/system-rung.ts';

/** Both kinds of histories, the quick one first. */
export const simulations = { domain: domainRung, system: systemRung } as const satisfies Record<Rung['name'], Rung>;
