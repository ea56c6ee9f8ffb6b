import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../../functions/domain/vocabulary/calendar.ts';
import { watched } from '../../../../functions/reports/datasets/as-at.ts';
import { contributions } from '../../../../functions/reports/datasets/contributions-dataset.ts';
import { type Dataset, jsonName } from '../../../../functions/reports/datasets/dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { json } from '../../../../functions/reports/formats/json/json.ts';
import { anRoiRow } from '../../../support/builders/rows.ts';
import { contributionRow, inPages, roiRow, whole } from '../../rows.ts';

async function parsed<Row extends { readonly updatedAt: Instant }>(
  dataset: Dataset<Row>,
  rows: readonly Row[],
  filter = {},
) {
  const { pages, asAt } = watched(inPages(rows));
  return JSON.parse(await whole(json(dataset, pages, { filter, asAt })));
}

describe('JSON for finance', () => {
  test('names the columns in camelCase without _gbp', () => {
    expect(roi.columns.map(({ name }) => jsonName(name))).toEqual([
      ...[
        'reference',
        'title',
        'scheme',
        'status',
        'decidedOn',
        'leadBorough',
        'boroughCode',
        'borough',
        'role',
        'asked',
      ],
      ...[
        'upTo',
        'contribution',
        'pvCosts',
        'pvBenefits',
        'npsv',
        'bcr',
        'cashableNpv',
        'cashableReturn',
        'paybackYears',
      ],
      ...['forecastBenefits', 'actualBenefits', 'daysToDecision', 'updatedAt', 'notes'],
    ]);
  });

  test('gives pence, null for unknown figures, the filter as given and the newest change', async () => {
    const older = anRoiRow({ updatedAt: '2026-12-01T00:00:00.000Z' });
    const report = await parsed(roi, [anRoiRow(), older], { decidedIn: '2026-27' });
    expect(Object.keys(report).toSorted()).toEqual(['asAt', 'filter', 'rows', 'totals']);
    expect(report).toMatchObject({
      asAt: anRoiRow().updatedAt,
      filter: { decidedIn: '2026-27' },
      rows: [{ asked: 3_575_000, npsv: -499_995, actualBenefits: null, decidedOn: '2026-12-18' }, {}],
      totals: { asked: 7_150_000, npsv: -999_990 },
    });
  });

  test('is complete without rows: asAt is null, and sums are 0', async () => {
    expect(await parsed(contributions, [])).toEqual({
      filter: {},
      rows: [],
      totals: { asked: 0, held: 0, committed: 0, drawn: 0 },
      asAt: null,
    });
  });

  test('gives the figures beside the rows, if there are any, and asks for them after the last row', async () => {
    let rows = 0;
    async function* counted() {
      for await (const page of inPages([anRoiRow(), anRoiRow()])) {
        rows += page.length;
        yield page;
      }
    }
    const figures = () => ({ decided: rows, medianDaysToDecision: null });
    const report = JSON.parse(await whole(json(roi, counted(), { filter: {}, asAt: () => null, figures })));
    expect(report.figures).toEqual({ decided: 2, medianDaysToDecision: null });
    expect(await parsed(roi, [])).not.toHaveProperty('figures');
  });

  test('asAt is not older than the newest change in the figures beside the rows', async () => {
    const { updatedAt } = anRoiRow();
    for (const [beside, expected] of [
      [null, updatedAt],
      ['2026-12-01T00:00:00.000Z', updatedAt],
      ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ] as const) {
      const { pages, asAt } = watched(inPages([anRoiRow()]), () => beside);
      for await (const page of pages) expect(page.length).toBeLessThan(2);
      expect(asAt()).toBe(expected);
    }
    expect(watched(inPages([]), () => updatedAt).asAt()).toBe(updatedAt);
  });

  test('a total is unknown if no row has the figure, and leaves out rows without it', async () => {
    const report = await parsed(roi, [anRoiRow(), anRoiRow({ contribution: null })]);
    expect(report.totals).toMatchObject({ contribution: 3_575_000, actualBenefits: null });
  });

  test('never totals allocated and available, which repeat a whole budget on each row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contributionRow, { maxLength: 8 }), async (rows) => {
        const { totals } = await parsed(contributions, rows);
        expect(Object.keys(totals)).toEqual(['asked', 'held', 'committed', 'drawn']);
      }),
    );
  });

  test('totals are the sums of the rows, exact even above 2^53', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contributionRow, { maxLength: 8 }), async (rows) => {
        const { totals } = await parsed(contributions, rows);
        expect(totals.asked).toBe(rows.reduce((sum, { asked }) => sum + asked, 0));
      }),
    );
    const huge = anRoiRow({ npsv: Number.MAX_SAFE_INTEGER });
    const written = await whole(json(roi, inPages([huge, huge, huge]), { filter: {}, asAt: () => null }));
    expect(written).toContain(`"npsv":${3n * BigInt(Number.MAX_SAFE_INTEGER)}`);
  });

  test('asAt is the newest change in the report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(roiRow, { minLength: 1, maxLength: 8 }), async (rows) => {
        const { asAt } = await parsed(roi, rows);
        expect(asAt).toBe(
          rows
            .map(({ updatedAt }) => updatedAt)
            .toSorted()
            .at(-1),
        );
      }),
    );
  });
});
