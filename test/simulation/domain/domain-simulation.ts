import { Seeded } from '../seeded.ts';
import type { Simulation } from '../simulation.ts';
import { explain } from './explain.ts';
import { type History, play } from './play.ts';
import { ruleNames } from './rules.ts';
import { plannedSteps } from './script.ts';
import { plannedWorld } from './world.ts';

/** The history that belongs to a seed. */
export function historyOf(seed: number): History {
  const chance = new Seeded(seed);
  const world = plannedWorld(chance);
  return { world, steps: plannedSteps(chance, world) };
}

/** Histories of the domain's pure functions, each step held against the oracle. */
export const domainSimulation: Simulation = {
  name: 'domain',
  enough: 20_000,
  expect: (tally) => tally.expect('rule', ruleNames),
  run: async (seed, tally) => play(historyOf(seed), tally),
  explain: async (seed) => explain(historyOf(seed)),
};
