import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Decision, decide } from './decision.ts';
import { readOf, transitionGoal, writtenOf } from './sums.ts';

/** Units as measured (README). If they change in either direction, update them here and there. */
const measured = [
  { boroughs: 2, write: 388, read: 506, mails: 15 },
  { boroughs: 10, write: 891, read: 1_222, mails: 50 },
  { boroughs: 33, write: 2_391, read: 4_004.5, mails: 149 },
] as const;
/** A longer text may add a kilobyte here or there. An additional call per borough is more than that. */
const room = 0.01;

describe.each(measured)('a decision of $boroughs boroughs', ({ boroughs, write, read, mails }) => {
  let decision: Decision;
  beforeAll(async () => {
    decision = await decide(inject('aws'), boroughs);
  });

  test('is funded at the end', () => {
    expect(decision.status).toBe('funded');
    // Each borough: request, receipt, copy for finance, outcome. The proposer: receipt and outcome. The reviewer: request, receipt,
    // outcome. That is five, and four per borough. Those who have not answered when a reminder is due get one, and so do their deputies.
    expect(decision.mails).toBe(mails);
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
