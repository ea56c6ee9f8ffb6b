import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Decision, decide } from './decision.ts';
import { readOf, transitionGoal, writtenOf } from './sums.ts';

/** Units as measured (README). If they change in either direction, update them here and there. */
const measured = [
  { boroughs: 2, write: 232, read: 151 },
  { boroughs: 10, write: 708, read: 552 },
  { boroughs: 33, write: 2_065, read: 2_637 },
] as const;
/** A longer text may add a kilobyte here or there. An additional call per borough is more than that. */
const room = 0.01;

describe.each(measured)('a decision of $boroughs boroughs', ({ boroughs, write, read }) => {
  let decision: Decision;
  beforeAll(async () => {
    decision = await decide(inject('aws'), boroughs);
  });

  test('is funded at the end', () => {
    expect(decision.status).toBe('funded');
    // Each borough: request, receipt, copy for finance, outcome. The proposer: receipt and outcome. The reviewer: request, receipt,
    // outcome.
    expect(decision.mails).toBe(5 + 4 * boroughs);
  });

  test('writes the measured units', () => {
    expect(Math.abs(writtenOf(decision.costs) / write - 1), String(writtenOf(decision.costs))).toBeLessThan(room);
  });

  test('reads the measured units', () => {
    expect(Math.abs(readOf(decision.costs) / read - 1), String(readOf(decision.costs))).toBeLessThan(room);
  });

  test('takes six transitions of the workflow, however many boroughs there are', () => {
    expect(decision.transitions).toBe(transitionGoal);
  });
});
