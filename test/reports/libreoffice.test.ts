import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csv } from '../../functions/reports/csv.ts';
import { roi } from '../../functions/reports/roi-dataset.ts';
import { xlsx } from '../../functions/reports/xlsx.ts';
import { runCommand } from '../../infra/local/run-command.ts';
import { bytesOf } from './readers/exceljs-reader.ts';
import { inPages, plainRoiRow, whole } from './rows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'libreoffice-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What LibreOffice finds on a sheet: opened without a screen, with a profile of its own, and written as CSV. */
async function byLibreOffice(bytes: Uint8Array, sheet: number): Promise<string[][]> {
  writeFileSync(join(folder, 'book.xlsx'), bytes);
  // Comma, quote, UTF-8, from line 1; every text quoted; values, not what is shown; that sheet alone.
  const filter = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,${sheet}`;
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, 'book.xlsx')];
  const { ok, output } = await runCommand('soffice', args);
  if (!ok) throw new Error(`LibreOffice could not open it: ${output}`);
  const written = output.match(/book-[\w]+\.csv/)?.[0] ?? '';
  return parse(readFileSync(join(folder, written)), { relax_column_count: true });
}

test('LibreOffice opens a workbook and finds what the CSV holds, with the totals and the notes', async () => {
  const found = await runCommand('soffice', ['--version']);
  if (!found.ok) {
    console.warn('LibreOffice did not run: there is no soffice here. The other two readers did.');
    expect(found.ok).toBe(false);
    return;
  }
  const odd = { ...plainRoiRow, title: '=1+1 & <b> "x" 😀', upTo: null, npsv: -1 };
  const rows = [plainRoiRow, odd, plainRoiRow];
  const book = await bytesOf(xlsx(roi, inPages(rows), { filter: {}, asAt: () => plainRoiRow.updatedAt }));
  const [header, ...data] = await byLibreOffice(book, 1);
  const table: string[][] = parse(await whole(csv(roi, inPages(rows), { excel: false })));
  expect(header).toEqual(table[0]);
  const kinds = roi.columns.map(({ type }) => type);
  const plain = (cell: string, index: number) => {
    if (kinds[index] === 'pence' && cell !== '') return String(Number(cell));
    if (kinds[index] === 'instant') return cell.replace('T', ' ').replace('.000Z', '');
    return cell.replace(/^'(?==)/, '');
  };
  expect(data.slice(0, -1)).toEqual(table.slice(1).map((row) => row.map(plain)));
  expect(data.at(-1)?.slice(0, 11)).toEqual(['Total', '', '', '', '', '', '', '', '', '107250', '89375']);
  expect(await byLibreOffice(book, 2)).toContainEqual(expect.arrayContaining(['Newest change contained']));
}, 120_000);
