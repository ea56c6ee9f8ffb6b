import { expect, test } from 'vitest';
import { placeOf } from '../../../functions/domain/record/report-row.ts';
import { gss } from '../../support/builders/ids.ts';

type Placed = Parameters<typeof placeOf>[0];
const row = (kind: Placed['row'], more: object = {}) =>
  ({ row: kind, boroughCode: gss('E09000007'), ...more }) as unknown as Placed;

test('a borough has one row per proposal, but one contribution row per year and kind', () => {
  const contribution = (more: object = {}) =>
    placeOf(row('contribution', { financialYear: '2026-27', kind: 'revenue', ...more }));
  expect(contribution()).toBe('E09000007#2026-27#revenue');
  const others = [{ kind: 'capital' }, { financialYear: '2027-28' }, { boroughCode: gss('E09000012') }].map(
    contribution,
  );
  expect(new Set([contribution(), ...others]).size).toBe(4);
  for (const kind of ['roi', 'benefits', 'pipeline'] as const) {
    expect(placeOf(row(kind, { financialYear: '2026-27', kind: 'revenue' }))).toBe(gss('E09000007'));
  }
});
