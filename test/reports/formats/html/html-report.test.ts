import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pipeline } from '../../../../functions/reports/datasets/pipeline-dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { gathered, maxBytes } from '../../../../functions/reports/encoding/body.ts';
import { written } from '../../../../functions/reports/formats/format.ts';
import { anRoiRow } from '../../../support/builders/rows.ts';
import { said } from '../../../web/markup.ts';
import { inPages } from '../../rows.ts';
import { headingOf, pageFrame, writtenPage } from '../../written-page.ts';

const rowsShown = (markup: string) => (markup.match(/<th scope="row"/g)?.length ?? 0) - 1;

describe('the page of a report', () => {
  test('says why a figure is empty: by the notes of the row, or by the meaning of the column', async () => {
    const unknown = {
      ...anRoiRow(),
      ...{ upTo: null, paybackYears: null, bcr: null, actualBenefits: null, decidedAt: null, contribution: null },
      notes: ['Up to: declined; BCR: a text that somebody typed', 'Payback: not reached', 'BCR: no cost'],
    };
    const reasons = [
      ...(await writtenPage(roi, [unknown])).matchAll(
        /<td[^>]* data-heading="([^"]*)"><span class="jf-unknown">([^<]*)</g,
      ),
    ];
    expect(reasons.map(([, column, why]) => [column, why])).toEqual([
      ['Decided on', 'not decided'],
      ['Approved up to', 'declined; BCR: a text that somebody typed'],
      ['Contribution', 'not shared yet'],
      ['BCR', 'no cost'],
      ['Payback, years', 'not reached'],
      ['Actual benefits', 'not returned, which does not mean 0'],
      ['Approved up to', 'not known'],
      ['Contribution', 'not known'],
      ['Actual benefits', 'not known'],
    ]);
  });

  test('without rows says so kindly, draws nothing, and still offers the downloads', async () => {
    const markup = await writtenPage(roi, [], { frame: { filter: {} } });
    expect(headingOf(markup)).toBe('There are no proposals to show yet');
    expect(said(markup)).toContain('Rows appear here as soon as a proposal matches.');
    expect(markup).not.toMatch(/<svg|<table/);
    expect(markup.match(/download>/g)).toHaveLength(3);
  });

  test('names the filter that no proposal matches', async () => {
    const markup = await writtenPage(roi, [], { frame: { filter: { decidedIn: '2025-26', borough: 'E09000007' } } });
    expect(headingOf(markup)).toBe('No proposals match: decided in 2025-26, borough E09000007');
  });

  test('without rows still shows the figures beside them', async () => {
    const figures = () => ({ decided: 5, medianDaysToDecision: 12.5 });
    const markup = said(await writtenPage(pipeline, [], { frame: { figures } }));
    expect(markup).toContain(
      'Proposals submitted and decided in this financial year or the two before it 5 Their median days to decision 12.5',
    );
  });

  test('says what its totals add up: all rows, whatever their status, in prices of several base years', async () => {
    const markup = await writtenPage(roi, [anRoiRow()]);
    expect(markup).toContain('>Total of all rows, whatever their status</th>');
    expect(said(markup)).toContain(
      'Present values: Each is in the prices of its proposal’s own base year, the first financial year of any cost or benefit. Totals add them up as they are.',
    );
  });

  test('shows every row that fits; if some do not fit it shows the first rows, the totals of all, and says so', async () => {
    const rows = Array.from({ length: 5 }, () => anRoiRow());
    const all = await writtenPage(roi, rows);
    const bytes = Buffer.byteLength((/<tbody[^>]*>\n([\s\S]*)<\/tbody>/.exec(all) ?? [])[1] ?? '');
    expect(rowsShown(await writtenPage(roi, rows, { limits: { rows: bytes } }))).toBe(5);
    const cut = await writtenPage(roi, rows, { limits: { rows: bytes - 1 } });
    expect(rowsShown(cut)).toBe(4);
    expect(said(cut)).toContain('The table shows the first 4 of 5 rows, because a page cannot hold more.');
    expect(said(cut)).toContain('The totals count all rows, and each download has all of them.');
    expect(cut).toContain('<b>£178,750.00</b>');
    expect(headingOf(cut)).toBe(headingOf(all));
  });

  test('shows fewer rows of texts that hardly compress, so that it can still be sent', async () => {
    const rows = Array.from({ length: 2_000 }, () => ({
      ...anRoiRow(),
      notes: [randomBytes(3_000).toString('base64')],
    }));
    const frame = { ...pageFrame, gzip: true, excel: false };
    const body = await gathered(written('html', roi, inPages(rows, 100), frame), { gzip: true });
    if (body.kind !== 'body') throw new Error('It is cut to what can be sent');
    expect(body.bytes.byteLength).toBeLessThanOrEqual(maxBytes);
    expect(body.bytes.byteLength).toBeGreaterThan(0.85 * maxBytes);
  });

  test('shows all rows if they just fit when sent, and fewer if they just do not', async () => {
    const rows = Array.from({ length: 40 }, () => anRoiRow({ notes: [randomBytes(600).toString('base64')] }));
    const frame = { gzip: true };
    const whole = await writtenPage(roi, rows, { frame });
    const sent = Math.ceil(gzipSync(whole).byteLength / 0.99);
    expect(rowsShown(await writtenPage(roi, rows, { frame, limits: { sent: sent + 500 } }))).toBe(40);
    const cut = await writtenPage(roi, rows, { frame, limits: { sent: sent - 500 } });
    expect(rowsShown(cut)).toBeLessThan(40);
    expect(rowsShown(cut)).toBeGreaterThan(30);
    expect(said(cut)).toContain(`The table shows the first ${rowsShown(cut)} of 40 rows`);
    expect(rowsShown(await writtenPage(roi, rows, { frame, limits: { sent: 1 } }))).toBe(0);
  });

  test('never lets what people type become markup', async () => {
    const title = '</td><script>alert(1)</script><img src=x onerror="a">';
    const markup = await writtenPage(roi, [anRoiRow({ title, borough: title, notes: [title] })]);
    expect(markup).not.toMatch(/<script|<img/);
    expect(said(markup)).toContain(title);
  });
});
