import { expect, test } from 'vitest';
import { scheme } from '../../../functions/schemas/items/scheme.ts';
import { aScheme } from '../../support/builders/schemes.ts';

test('a scheme keeps all its rules', () => {
  const whole = aScheme({
    countsFrom: 50,
    graceWorkingDays: 1,
    topUp: { atMost: 25, workingDays: 2 },
    confirmWorkingDays: 7,
  });
  expect(scheme.parse(structuredClone(whole))).toEqual(whole);
});

test('R3, R5, R17 a scheme of an earlier version counts every approval, closes at once and has no top-up', () => {
  const { countsFrom, graceWorkingDays, topUp, confirmWorkingDays, ...stored } = aScheme();
  expect(scheme.parse(stored)).toEqual({
    ...stored,
    countsFrom: 0,
    graceWorkingDays: 0,
    topUp: null,
    confirmWorkingDays: 5,
  });
});
