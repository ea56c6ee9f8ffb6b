import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { cells, writeCells } from '../../../functions/schemas/items/cells.ts';

const cell: fc.Arbitrary<Cell> = fc.record({
  stage: fc.integer({ min: 1, max: 10 }),
  financialYear: fc.constantFrom('2026-27', '2099-00'),
  kind: fc.constantFrom('capital', 'revenue'),
  amount: fc.oneof(fc.maxSafeNat(), fc.constant(-1)),
});

test('R11 cells are read as they were written, in their order', () => {
  fc.assert(
    fc.property(fc.array(cell), (written) => {
      expect(z.parse(cells, writeCells(written))).toEqual(written);
    }),
  );
});

test.for([
  'x',
  '1 2026-27 revenue',
  '1 2026-27 revenue 1.5',
  '1 2026-27 grants 1',
  ',',
  '1 2026-27 revenue 9007199254740993',
])('the text “%s” does not hold cells', (text) => {
  expect(z.safeParse(cells, text).success).toBe(false);
});
