import { appraisalsRung } from './appraisals/appraisals-rung.ts';
import { domainRung } from './domain/domain-rung.ts';
import type { Rung } from './rung.ts';
import { systemRung } from './system/system-rung.ts';

/** Every kind of history; an appraisal is one of a single step. */
export const simulations = {
  domain: domainRung,
  system: systemRung,
  appraisals: appraisalsRung,
} as const satisfies Record<Rung['name'], Rung>;
