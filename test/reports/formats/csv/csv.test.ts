import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoiRow } from '../../../../functions/domain/record/report-row.ts';
import { benefits } from '../../../../functions/reports/datasets/benefits-dataset.ts';
import { contributions } from '../../../../functions/reports/datasets/contributions-dataset.ts';
import { pipeline } from '../../../../functions/reports/datasets/pipeline-dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { csv, textCell } from '../../../../functions/reports/formats/csv/csv.ts';
import { anRoiRow } from '../../../support/builders/rows.ts';
import { inPages, text, whole } from '../../rows.ts';

const roiCsv = (rows: readonly RoiRow[], excel = false) => whole(csv(roi, inPages(rows), { excel }));

describe('CSV for finance', () => {
  test('has exactly the columns of the roi report, in their order', async () => {
    expect(await roiCsv([])).toBe(
      'reference,title,scheme,status,decided_on,lead_borough,borough_code,borough,role,asked_gbp,up_to_gbp,contribution_gbp,' +
        'pv_costs_gbp,pv_benefits_gbp,npsv_gbp,bcr,cashable_npv_gbp,cashable_return,payback_years,forecast_benefits_gbp,' +
        'actual_benefits_gbp,days_to_decision,updated_at,notes\r\n',
    );
  });

  test('has exactly the columns of the contributions report, in their order', async () => {
    expect(await whole(csv(contributions, inPages([]), { excel: false }))).toBe(
      'financial_year,reference,title,status,borough_code,borough,role,kind,asked_gbp,held_gbp,committed_gbp,drawn_gbp,' +
        'allocated_gbp,available_gbp\r\n',
    );
  });

  test('has exactly the columns of the benefits report, in their order', async () => {
    expect(await whole(csv(benefits, inPages([]), { excel: false }))).toBe(
      'financial_year,reference,title,borough_code,borough,class,confidence,forecast_gbp,adjusted_gbp,actual_gbp,returned_on\r\n',
    );
  });

  test('has exactly the columns of the pipeline report, in their order', async () => {
    expect(await whole(csv(pipeline, inPages([]), { excel: false }))).toBe(
      'reference,title,scheme,status,lead_borough,submitted_on,waiting_on_code,waiting_on,waiting_for,waiting_since,' +
        'days_waiting,reminders_sent,decide_by\r\n',
    );
  });

  test('writes plain pounds with two decimals, ISO dates, and nothing for an unknown figure', async () => {
    const [, record] = (await roiCsv([anRoiRow()])).split('\r\n');
    expect(record).toBe(
      'JF-7K3M2Q,Shared damp sensors,standard,funded,2026-12-18,E09000028,E09000007,Camden,partner,35750.00,44687.50,35750.00,' +
        '35000.00,30000.05,-4999.95,0.8571,-35000.00,0,3,32000.00,,17,2026-12-18T16:59:00.000Z,' +
        'Actual benefits: not returned; Payback: not reached',
    );
  });

  test('ends every record with CRLF, including the last', async () => {
    const written = await roiCsv([anRoiRow(), anRoiRow(), anRoiRow(), anRoiRow()]);
    expect(written.endsWith('\r\n')).toBe(true);
    expect(written.split('\r\n')).toHaveLength(6);
  });

  test('puts the byte order mark first only for Excel', async () => {
    expect((await roiCsv([anRoiRow()], true)).startsWith('\uFEFFreference,')).toBe(true);
    expect((await roiCsv([anRoiRow()], false)).startsWith('reference,')).toBe(true);
  });

  test('dates a decision by the clock of London: 23:30 UTC in summer is the next day', async () => {
    const [, record] = (await roiCsv([anRoiRow({ decidedAt: '2026-07-31T23:30:00.000Z' })])).split('\r\n');
    expect(record).toContain(',2026-08-01,');
  });

  test.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])(
    'makes text that starts with %j safe with a leading apostrophe',
    (first) => {
      expect(textCell(`${first}1+1`).replaceAll('"', '')).toBe(`'${first}1+1`);
    },
  );

  test.each(['1+1=2', ' =1', "'=1", 'A-1', '\n=1', ''])('leaves %j unchanged apart from quotes', (harmless) => {
    expect(textCell(harmless).replaceAll('"', '')).toBe(harmless);
  });

  test('never puts an apostrophe before a number, even a negative one', async () => {
    expect(await roiCsv([anRoiRow()])).not.toContain("'");
  });

  test('no text cell starts like a formula, whatever people type', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(textCell(typed).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      }),
    );
  });
});
