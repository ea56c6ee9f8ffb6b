import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../../functions/reports/datasets/dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { downloadLinks, offersOf } from '../../../../functions/reports/formats/html/html-downloads.ts';
import { anRoiRow } from '../../../support/builders/rows.ts';
import { said } from '../../../web/markup.ts';
import { writtenPage } from '../../written-page.ts';

const linksOf = (markup: string) => [...markup.matchAll(/<a class="govuk-link" href="([^"]*)" download>([^<]*)<\/a>/g)];

describe('the downloads of a page', () => {
  test('are every other format with its rows, and keep the filters', async () => {
    const links = linksOf(await writtenPage(roi, [anRoiRow()]));
    expect(links.map(([, address, text]) => [address, text])).toEqual(
      [
        ['xlsx', 'Excel workbook'],
        ['csv', 'CSV'],
        ['json', 'JSON'],
      ].map(([format, name]) => [
        `/v1/reports/roi?decidedIn=2026-27&amp;status=funded&amp;format=${format}`,
        `Download the data (${name}, 1 row)`,
      ]),
    );
  });

  const offered = (rows: number) => downloadLinks('roi', {}, { offers: offersOf(rows), rows }).toString();

  test('give the number of rows in each, even if it is 0', () => {
    expect(linksOf(offered(0)).map(([, , text]) => text)).toContain('Download the data (CSV, 0 rows)');
    expect(linksOf(offered(12_345)).map(([, , text]) => text)).toContain('Download the data (JSON, 12,345 rows)');
  });

  test('say what happens to a download that is too large to send at once', () => {
    expect(said(offered(1))).toContain(
      'A download of more than 4 MB is prepared as a file first. If the file is not ready yet, the response says when to ask again.',
    );
  });

  test('never offer a workbook with more rows than a sheet can hold, and say why', () => {
    expect(said(offered(1_048_574))).toMatch(/^Download the data \(Excel workbook/);
    expect(linksOf(offered(1_048_575))).toHaveLength(2);
    expect(said(offered(1_048_575))).toContain('Excel workbook: An XLSX sheet holds 1,048,576 rows');
  });

  test('cost the page nothing: it reads each row once, however many formats there are', async () => {
    let asked = 0;
    const value = () => {
      asked += 1;
      return 'a';
    };
    const dataset: Dataset<object> = {
      name: 'roi',
      columns: [{ name: 'title', type: 'text', value }],
      picture: () => ({ add: () => undefined, words: () => ({ headline: '', sentences: [] }), charts: () => [] }),
    };
    const rows = Array.from({ length: 15_000 }, () => ({}));
    await writtenPage(dataset, rows);
    expect(asked).toBe(rows.length);
  });
});
