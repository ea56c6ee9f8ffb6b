import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extensionFaults } from '../../../functions/domain/submission/schedule-faults.ts';
import { addSeconds } from '../../../functions/domain/vocabulary/calendar.ts';

const [at, closesAt] = ['2026-12-01T10:00:00.000Z', '2026-12-07T17:00:00.000Z'] as const;
const day = 86_400;

describe('the faults of an extension', () => {
  test('R5 include a moment not later than the present deadline, which the fault names', () => {
    expect(extensionFaults({ respondBy: '2026-12-07T17:00:00.001Z' }, { at, closesAt })).toEqual([]);
    expect(extensionFaults({ respondBy: closesAt }, { at, closesAt })).toEqual([
      {
        pointer: '/respondBy',
        detail: 'Expected a time after the current deadline, 5pm on Monday 7 December 2026.',
      },
    ]);
  });

  test('include a moment more than 180 days from now, not from the deadline', () => {
    const latest = addSeconds(at, 180 * day);
    expect(extensionFaults({ respondBy: latest }, { at, closesAt })).toEqual([]);
    expect(extensionFaults({ respondBy: addSeconds(latest, 1) }, { at, closesAt })).toEqual([
      {
        pointer: '/respondBy',
        detail: 'Too late. The deadline can be at most 180 days from now: 11am on Sunday 30 May 2027 or earlier.',
      },
    ]);
  });

  test('do not exist for a moment between, and a moment that was not read is not checked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 173 * day }), (seconds) => {
        expect(extensionFaults({ respondBy: addSeconds(closesAt, seconds) }, { at, closesAt })).toEqual([]);
      }),
    );
    expect(extensionFaults({}, { at, closesAt })).toEqual([]);
  });
});
