import { expect, test } from 'vitest';
import { putCodes } from '../../../functions/adapters/dynamodb/registers/codes.ts';

test('R26 counts of codes outlive the day that they apply to, and expire three days after its beginning', () => {
  const { Put } = putCodes('r', { version: 1, day: '2026-11-23', wrong: 5, officers: [] });
  const expiresAt = Number(Put?.Item?.expiresAt?.N);
  expect(new Date(expiresAt * 1000).toISOString()).toBe('2026-11-26T00:00:00.000Z');
});
