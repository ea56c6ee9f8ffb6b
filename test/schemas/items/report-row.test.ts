import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { benefitsRow, roiRow } from '../../../functions/schemas/items/report-row.ts';
import { aBenefitsRow, anRoiRow } from '../../support/builders/rows.ts';

test('a row written before endings were kept has no ending', () => {
  const { ending: _, ...roi } = anRoiRow();
  expect(z.parse(roiRow, roi)).toEqual(anRoiRow({ ending: null }));
  const { ending: __, ...benefits } = aBenefitsRow({ cells: [] });
  expect(z.parse(benefitsRow, benefits).ending).toBeNull();
});

test('a row keeps how its proposal ends, and refuses an unknown ending', () => {
  expect(z.parse(roiRow, anRoiRow({ ending: 'withdrawn' })).ending).toBe('withdrawn');
  expect(z.safeParse(roiRow, { ...anRoiRow(), ending: 'closed' }).success).toBe(false);
});
