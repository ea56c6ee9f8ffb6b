import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../../functions/reports/datasets/dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { maxBytes } from '../../../../functions/reports/encoding/body.ts';
import { written } from '../../../../functions/reports/formats/format.ts';
import {
  type Download,
  downloadLinks,
  maxCountedRows,
  offersOf,
  sizeInWords,
} from '../../../../functions/reports/formats/html/html-downloads.ts';
import { said } from '../../../web/markup.ts';
import { bytesOf } from '../../readers/exceljs-reader.ts';
import { inPages, plainRoiRow } from '../../rows.ts';
import { pageFrame, writtenPage } from '../../written-page.ts';

const linksOf = (markup: string) => [...markup.matchAll(/<a class="govuk-link" href="([^"]*)" download>([^<]*)<\/a>/g)];

describe('the downloads of a page', () => {
  test('are every other format with its size, and keep the filters', async () => {
    const links = linksOf(await writtenPage(roi, [plainRoiRow]));
    expect(links.map(([, address]) => address)).toEqual(
      ['xlsx', 'csv', 'json'].map(
        (format) => `/v1/reports/roi?decidedIn=2026-27&amp;status=funded&amp;format=${format}`,
      ),
    );
    for (const [, address, text] of links) {
      const format = address?.split('format=')[1] as 'xlsx' | 'csv' | 'json';
      const { byteLength } = await bytesOf(
        written(format, roi, inPages([plainRoiRow]), { ...pageFrame, excel: false }),
      );
      expect(text).toMatch(/^Download the data \((?:Excel workbook|CSV|JSON), \d+ KB\)$/);
      expect(text).toContain(sizeInWords(byteLength));
    }
  });

  const file: Download = { format: 'csv', rows: 10, file: 100, sent: 100 };
  const offered = (download: Download, rows: number) =>
    said(downloadLinks('roi', {}, offersOf([download], rows)).toString());

  test('say that they are prepared as a file above exactly what is sent at once, and not one byte below', () => {
    expect(offered({ ...file, file: 9_000_000, sent: maxBytes }, 10)).toBe('Download the data (CSV, 8.6 MB)');
    expect(offered({ ...file, file: 9_000_000, sent: maxBytes + 1 }, 10)).toBe(
      'Download the data (CSV, 8.6 MB) , prepared as a file: where none is ready yet, the answer says when to ask again',
    );
  });

  test('of more rows than are counted say about how large they are, and that they may be prepared as a file before it is sure', () => {
    const fitting = Math.floor(maxBytes / 1.2 / 10);
    expect(offered({ ...file, file: 200_000, sent: fitting }, 100)).toBe('Download the data (CSV, about 2.0 MB)');
    expect(offered({ ...file, file: 200_000, sent: fitting + 1 }, 100)).toMatch(
      /^Download the data \(CSV, about 2\.0 MB\) , which may have to be prepared as a file/,
    );
  });

  test('never offer a workbook of more rows than a sheet can hold, and say why', () => {
    const small: Download = { ...file, format: 'xlsx', sent: 0, file: 0 };
    expect(offered(small, 1_048_574)).toMatch(/^Download the data \(Excel workbook/);
    expect(offered(small, 1_048_575)).toContain('An XLSX sheet holds 1,048,576 rows');
  });

  test('are measured as they are sent: with gzip more fits than without', async () => {
    const notes = ['a'.repeat(1_000_000)];
    const rows = Array.from({ length: 5 }, () => ({ ...plainRoiRow, notes }));
    const prepared = (markup: string) => markup.match(/prepared as a file/g)?.length ?? 0;
    const plain = await writtenPage(roi, rows);
    expect([linksOf(plain).length, prepared(plain)]).toEqual([3, 2]);
    const packed = await writtenPage(roi, rows, { frame: { gzip: true } });
    expect(linksOf(packed).map(([, , text]) => text)).toContain('Download the data (CSV, 4.8 MB)');
    expect(prepared(packed)).toBe(0);
  });

  test('cost no more than the first rows, however many there are, and are exact up to those', async () => {
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
    const askedFor = async (rows: number) => {
      asked = 0;
      const markup = await writtenPage(
        dataset,
        Array.from({ length: rows }, () => ({})),
      );
      return { asked, about: markup.includes('about ') };
    };
    // Once for the table, and once for each of the other formats.
    expect(await askedFor(maxCountedRows)).toEqual({ asked: 4 * maxCountedRows, about: false });
    expect(await askedFor(maxCountedRows + 1)).toEqual({ asked: 4 * maxCountedRows + 1, about: true });
    expect(await askedFor(3 * maxCountedRows)).toEqual({ asked: 6 * maxCountedRows, about: true });
  });
});

test.each([
  [0, '1 KB'],
  [1, '1 KB'],
  [1024, '1 KB'],
  [1025, '2 KB'],
  [1_023_999, '1000 KB'],
  [1_024_000, '1.0 MB'],
  [1_048_577, '1.1 MB'],
])('%i bytes are %s: never less than it is', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
