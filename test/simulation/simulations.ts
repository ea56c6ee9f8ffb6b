import { appraisalsSimulation } from './appraisals/appraisals-simulation.ts';
import type { Simulation } from './simulation.ts';
import { systemSimulation } from './system/system-simulation.ts';

/** Every kind of history. An appraisal is a history with one step. */
export const simulations = {
  system: systemSimulation,
  appraisals: appraisalsSimulation,
} as const satisfies Record<Simulation['name'], Simulation>;
