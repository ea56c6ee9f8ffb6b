import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codes, topUp, writeCodes, writeTopUp } from '../../../functions/schemas/items/head.ts';
import { gss } from '../../support/builders/ids.ts';

const code = fc
  .oneof(
    fc.stringMatching(/^[A-Z][0-9]{8}$/),
    fc.stringMatching(/^[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?$/),
    fc.stringMatching(/^E0900[0-9]{4}$/),
  )
  .map(gss);

test('the codes of a head are read as they were written, in their order', () => {
  fc.assert(
    fc.property(fc.array(code, { maxLength: 40 }), (written) => {
      expect(codes.parse(writeCodes(written))).toEqual(written);
    }),
  );
});

test('a head of an earlier version, with whole codes, is read', () => {
  expect(codes.parse('E09000007 E09000012 E09000025')).toEqual(['E09000007', 'E09000012', 'E09000025']);
  expect(codes.parse('')).toEqual([]);
});

test('33 codes of boroughs take less than 120 bytes', () => {
  const boroughs = Array.from({ length: 33 }, (_, index) => gss(`E090000${String(index + 1).padStart(2, '0')}`));
  expect(writeCodes(boroughs).length).toBeLessThan(120);
});

test('R5 a top-up is read as it was written', () => {
  const running = { since: '2026-12-18T17:00:00.000Z', until: '2026-12-22T17:00:00.000Z' } as const;
  expect(topUp.parse(writeTopUp(running))).toEqual(running);
  expect(() => topUp.parse('2026-12-18T17:00:00.000Z')).toThrow();
});
