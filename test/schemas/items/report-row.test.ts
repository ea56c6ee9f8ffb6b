import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { benefitsRow, roiRow } from '../../../functions/schemas/items/report-row.ts';
import { plainBenefitRow, plainRoiRow } from '../../reports/rows.ts';

test('a row of before the ending was kept is read as one that has none', () => {
  const { ending: _, ...roi } = plainRoiRow;
  expect(z.parse(roiRow, roi)).toEqual({ ...plainRoiRow, ending: null });
  const { ending: __, ...benefits } = { ...plainBenefitRow, row: 'benefits', cells: [] };
  expect(z.parse(benefitsRow, benefits).ending).toBeNull();
});

test('a row keeps how its proposal ends, and refuses an ending there is none of', () => {
  expect(z.parse(roiRow, { ...plainRoiRow, ending: 'withdrawn' }).ending).toBe('withdrawn');
  expect(z.safeParse(roiRow, { ...plainRoiRow, ending: 'closed' }).success).toBe(false);
});
