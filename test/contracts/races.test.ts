import { describe, inject, test } from 'vitest';
import { runRacesWithFaults } from '../support/races/faulty-races.ts';
import { runRaces } from '../support/races/races.ts';
import { dynamoEngines } from './engines/engines.ts';

const seed = 20_261_124;
/** Generous, because a busy machine needs minutes. */
const timeout = 600_000;

// All at once: while one engine works, the other's races are prepared and judged.
const together = { concurrent: true, timeout };

describe.each(dynamoEngines())('R12 proposals that race for one budget, on $name', together, ({ at }) => {
  test('never take more than there is, and never refuse what would have fitted', async ({ expect }) => {
    const report = await runRaces({ at, count: 200, seed });
    expect(report.violations).toEqual([]);
    expect(report.recorded).toBeGreaterThan(200);
    expect(report.refused).toBeGreaterThan(200);
    expect(report.tally.again.stale).toBeGreaterThan(0);
  });

  test('nor if calls conflict, are throttled or lose their reply, and all executions end', async ({ expect }) => {
    const { report, faults, resumed } = await runRacesWithFaults({ at, count: 50, seed, aws: inject('aws') });
    expect(report.violations).toEqual([]);
    expect(report.recorded).toBeGreaterThan(50);
    expect(report.refused).toBeGreaterThan(50);
    expect(report.tally.again.conflict).toBeGreaterThan(0);
    expect(resumed).toBeGreaterThan(6);
    expect(Object.entries(faults).filter(([, count]) => count === 0)).toEqual([]);
  });
});
