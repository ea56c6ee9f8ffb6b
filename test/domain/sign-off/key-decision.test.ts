import { describe, expect, test } from 'vitest';
import { isKeyDecision, keyDecisionOf } from '../../../functions/domain/sign-off/key-decision.ts';

const rule = { keyDecisionAbove: 100_000, callInWorkingDays: 5, answeredOn: '2026-12-18', name: 'Camden' } as const;
const typed = { basis: 'notice', reference: 'KD 7', on: '19 11 2026' };
const fieldsOf = (given: typeof typed, upTo: number | null = 100_000) =>
  keyDecisionOf(given, rule, upTo).faults.map(({ field }) => field);

describe('R29 a key decision', () => {
  test.each([
    [99_999, 100_000, false],
    [100_000, 100_000, true],
    [100_001, 100_000, true],
    [100_000, null, false],
  ])('R29 of up to %d pence, where the figure is %s: %s', (upTo, keyDecisionAbove, is) => {
    expect(isKeyDecision({ keyDecisionAbove }, upTo)).toBe(is);
  });

  test('R29 keeps its notice and the days in which it can be called in', () => {
    expect(keyDecisionOf(typed, rule, 100_000)).toEqual({
      keyDecision: { basis: 'notice', reference: 'KD 7', on: '2026-11-19', callInWorkingDays: 5 },
      faults: [],
    });
  });

  test('R29 below the figure, or without an amount, nothing is asked and nothing is kept', () => {
    const nothing = { keyDecision: null, faults: [] };
    expect(keyDecisionOf({ basis: '', reference: '', on: '' }, rule, 99_999)).toEqual(nothing);
    expect(keyDecisionOf(typed, rule, null)).toEqual(nothing);
  });

  test('R29 a notice needs 28 clear days: neither its day nor the day of the answer counts', () => {
    expect(fieldsOf({ ...typed, on: '19 11 2026' })).toEqual([]);
    expect(fieldsOf({ ...typed, on: '20 11 2026' })).toEqual(['noticeDate']);
  });

  test.each(['general-exception', 'special-urgency'])('R29 the %s needs no clear days, but a notice', (basis) => {
    expect(fieldsOf({ ...typed, basis, on: '18 12 2026' })).toEqual([]);
    expect(fieldsOf({ ...typed, basis, on: '19 12 2026' })).toEqual(['noticeDate']);
    expect(fieldsOf({ basis, reference: '', on: '' })).toEqual(['noticeReference', 'noticeDate']);
  });

  test('R29 says everything that is missing, in the order of the form', () => {
    expect(keyDecisionOf({ basis: 'no idea', reference: '', on: '' }, rule, 100_000).faults).toEqual([
      {
        field: 'keyDecision',
        message:
          'Select how the key decision was announced: for Camden an approval of £1,000 or more is a key decision',
      },
      { field: 'noticeReference', message: 'Enter the reference of the notice' },
      { field: 'noticeDate', message: 'Enter the date on which the notice was published' },
    ]);
  });

  test.each(['1 9 2026', '01/09/2026', '1.9.2026', '2026-09-01', '1-9-2026'])('R29 reads the date %s', (on) => {
    expect(keyDecisionOf({ ...typed, on }, rule, 100_000).keyDecision?.on).toBe('2026-09-01');
  });

  test.each(['31 2 2026', 'September', '1 13 2026', '1 9 26'])('R29 refuses the date %s', (on) => {
    expect(fieldsOf({ ...typed, on })).toEqual(['noticeDate']);
  });
});
