import { expect, test } from 'vitest';
import {
  countedSince,
  daysToDecision,
  decisionMoment,
  isDecision,
} from '../../../functions/domain/record/coalition-decision.ts';

const decidedAt = '2026-12-07T23:30:00.000Z';

test.each([
  ['funded', decidedAt],
  ['not-funded', decidedAt],
  ['lapsed', null],
  ['withdrawn', null],
] as const)('a proposal that ended %s was decided by the coalition at %s', (outcome, moment) => {
  expect(decisionMoment({ decidedAt, outcome })).toBe(moment);
  expect(isDecision(outcome)).toBe(moment !== null);
});

test('a proposal that has not ended is not decided', () => {
  expect(decisionMoment(null)).toBeNull();
});

test('days to decision count midnights in London: in summer midnight is 23:00 UTC', () => {
  expect(daysToDecision('2026-11-23T10:00:00.000Z', decidedAt)).toBe(14);
  expect(daysToDecision('2026-07-01T22:59:00.000Z', '2026-07-01T23:00:00.000Z')).toBe(1);
  expect(daysToDecision('2026-07-01T23:00:00.000Z', '2026-07-02T22:59:00.000Z')).toBe(0);
});

test('the median covers this financial year and the two before it, by the clock of London', () => {
  expect(countedSince('2026-11-23T10:00:00.000Z')).toBe('2024-03-31T23:00:00.000Z');
  expect(countedSince('2027-03-31T22:59:59.999Z')).toBe('2024-03-31T23:00:00.000Z');
  expect(countedSince('2027-03-31T23:00:00.000Z')).toBe('2025-03-31T23:00:00.000Z');
});
