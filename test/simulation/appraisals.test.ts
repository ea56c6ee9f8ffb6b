import { expect, test } from 'vitest';
import { appraisalsSimulation } from './appraisals/appraisals-simulation.ts';
import { Tally } from './tally.ts';

test('R14, R15, R16, R18 every figure of 3,000 random appraisals is exact and rounded once', async () => {
  const tally = new Tally();
  appraisalsSimulation.expect(tally);
  for (let seed = 1; seed <= 3_000; seed += 1) await appraisalsSimulation.run(seed, tally);
  expect(tally.missing()).toEqual([]);
});
