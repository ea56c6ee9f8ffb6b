import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import type { RoiRow } from '../../../../functions/domain/record/report-row.ts';
import { benefits } from '../../../../functions/reports/datasets/benefits-dataset.ts';
import { contributions } from '../../../../functions/reports/datasets/contributions-dataset.ts';
import type { Dataset } from '../../../../functions/reports/datasets/dataset.ts';
import { pipeline } from '../../../../functions/reports/datasets/pipeline-dataset.ts';
import { roi } from '../../../../functions/reports/datasets/roi-dataset.ts';
import { totalLabels } from '../../../../functions/reports/datasets/totals.ts';
import { BeyondFormat } from '../../../../functions/reports/encoding/beyond-format.ts';
import { csv } from '../../../../functions/reports/formats/csv/csv.ts';
import { xlsx } from '../../../../functions/reports/formats/xlsx/xlsx.ts';
import { lettersOf } from '../../../../functions/reports/formats/xlsx/xlsx-cells.ts';
import { maxCharacters, xmlText } from '../../../../functions/reports/formats/xlsx/xlsx-text.ts';
import { zipped } from '../../../../functions/reports/formats/xlsx/zip.ts';
import { termOf } from '../../../../functions/reports/words/glossary.ts';
import { anRoiRow } from '../../../support/builders/rows.ts';
import { bytesOf, readWorkbook, sheetOf } from '../../readers/exceljs-reader.ts';
import { hasLibreOffice, readByLibreOffice } from '../../readers/libreoffice-reader.ts';
import { contributionRow, inPages, roiRow, whole } from '../../rows.ts';

const frame = {
  filter: { decidedIn: '2026-27' },
  asAt: () => anRoiRow().updatedAt,
  figures: () => ({ medianDaysToDecision: 12.5 }),
};

function bytes<Row>(dataset: Dataset<Row>, rows: readonly Row[], pageSize = 3, limits = {}) {
  return bytesOf(xlsx(dataset, inPages(rows, pageSize), frame, limits));
}

const roiSheet = async (rows: readonly RoiRow[]) => sheetOf(await readWorkbook(await bytes(roi, rows)), 'roi');

async function part(rows: readonly RoiRow[], name: string): Promise<string> {
  return new TextDecoder().decode(unzipSync(await bytes(roi, rows))[name]);
}

describe('a workbook for finance', () => {
  test('has the data first, under the names and in the order of CSV, and notes second', async () => {
    const workbook = await readWorkbook(await bytes(roi, [anRoiRow()]));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['roi', 'notes']);
    const header = sheetOf(workbook, 'roi').getRow(1).values as readonly unknown[];
    expect(header.slice(1)).toEqual(roi.columns.map(({ name }) => name));
  });

  test('has typed cells: pounds and ratios are numbers, dates are dates, and an unknown figure has no cell', async () => {
    const sheet = await roiSheet([anRoiRow()]);
    const cell = (name: string) => sheet.getCell(2, roi.columns.findIndex((column) => column.name === name) + 1);
    expect(cell('npsv_gbp').value).toBe(-4999.95);
    expect(cell('npsv_gbp').numFmt).toBe('"£"#,##0.00;-"£"#,##0.00');
    expect(cell('bcr').value).toBe(0.8571);
    expect(cell('payback_years').value).toBe(3);
    expect(cell('decided_on').value).toEqual(new Date('2026-12-18T00:00:00Z'));
    expect(cell('updated_at').value).toEqual(new Date('2026-12-18T16:59:00Z'));
    expect(cell('actual_benefits_gbp').value).toBeNull();
    expect(await part([anRoiRow()], 'xl/worksheets/sheet1.xml')).not.toMatch(/r="U2"/);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("https://example.com","x")'])(
    'keeps %j as text, which is not a formula and stays text when edited',
    async (title) => {
      const sheet = await roiSheet([anRoiRow({ title })]);
      expect(sheet.getCell('B2').value).toBe(title);
      expect(sheet.getCell('B2').numFmt).toBe('@');
    },
  );

  test('is a table with filters, a frozen header, widths and a row of totals', async () => {
    const sheet = await roiSheet([anRoiRow(), anRoiRow()]);
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    for (let column = 1; column <= roi.columns.length; column += 1) {
      expect(sheet.getColumn(column).width).toBeGreaterThan(7);
    }
    const table = await part([anRoiRow(), anRoiRow()], 'xl/tables/table1.xml');
    expect(table).toContain('displayName="roi_report" ref="A1:X4" totalsRowCount="1"><autoFilter ref="A1:X3"/>');
    expect(table).toContain(
      'name="reference" totalsRowLabel="Total of the rows that are shown, whatever their status"',
    );
    expect(table).toContain('name="asked_gbp" totalsRowFunction="sum"');
    expect(sheet.getCell('J4').value).toEqual({ formula: 'SUBTOTAL(109,roi_report[asked_gbp])', result: 71_500 });
  });

  test('never totals allocated and available, or a column without any known figure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contributionRow, { maxLength: 4 }), async (rows) => {
        const sheet = sheetOf(await readWorkbook(await bytes(contributions, rows)), 'contributions');
        const last = Math.max(rows.length, 1) + 2;
        for (const place of ['M', 'N']) expect(sheet.getCell(`${place}${last}`).value).toBeNull();
        expect(sheet.getCell(`A${last}`).value).toBe(totalLabels.sheet);
      }),
      { numRuns: 20 },
    );
    const unknown = anRoiRow({ actualBenefits: null });
    expect((await roiSheet([unknown, unknown])).getCell('U4').value).toBeNull();
    expect(await part([unknown], 'xl/tables/table1.xml')).toContain('name="actual_benefits_gbp"/>');
  });

  test('totals are exact above 2^53', async () => {
    const huge = anRoiRow({ npsv: Number.MAX_SAFE_INTEGER });
    const sheet = await part([huge, huge, huge], 'xl/worksheets/sheet1.xml');
    const digits = String(3n * BigInt(Number.MAX_SAFE_INTEGER));
    expect(sheet).toContain(`<v>${digits.slice(0, -2)}.${digits.slice(-2)}</v>`);
  });

  test('is a valid table without rows: one empty row, and sums of 0', async () => {
    const sheet = await roiSheet([]);
    expect(sheet.getCell('A2').value).toBeNull();
    expect(sheet.getCell('A3').value).toBe(totalLabels.sheet);
    expect(sheet.getCell('J3').result).toBe(0);
    const notes = sheetOf(
      await readWorkbook(await bytesOf(xlsx(roi, inPages([]), { filter: {}, asAt: () => null }))),
      'notes',
    );
    expect(notes.getCell('B3').value).toBe('The report has no rows.');
  });

  test('has notes with the moment, filter and source of the data, and the meaning of each column', async () => {
    const notes = sheetOf(await readWorkbook(await bytes(roi, [anRoiRow()])), 'notes');
    const lines = notes.getRows(1, notes.rowCount)?.map(({ values }) => (values as unknown[]).slice(1)) ?? [];
    expect(lines).toContainEqual(['Newest change', anRoiRow().updatedAt]);
    expect(lines).toContainEqual(['Filter', 'decided in 2026-27']);
    expect(lines).toContainEqual(['Source', 'Joint Funding, GET /v1/reports/roi']);
    expect(lines).toContainEqual(['Their median days to decision', '12.5']);
    const explained = lines.slice(-roi.columns.length);
    expect(explained.map(([name]) => name)).toEqual(roi.columns.map(({ name }) => name));
    for (const [name, meaning] of explained) expect(String(meaning), String(name)).toMatch(/^.{9,}\.$/);
  });

  test.each([roi, contributions, benefits, pipeline].map(({ name, columns }) => [name, columns] as const))(
    'every column of %s has a heading and a meaning',
    (_, columns) => {
      for (const { name } of columns) {
        expect(termOf(name).heading, name).toMatch(/^[A-Z]/);
        expect(termOf(name).meaning, name).toMatch(/^.{9,}\.$/);
      }
    },
  );

  test('the same rows give the same bytes, however they are split into pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(roiRow, { maxLength: 30 }), fc.integer({ min: 1, max: 31 }), async (rows, size) => {
        expect(Buffer.compare(await bytes(roi, rows, size), await bytes(roi, rows, 31))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('the same rows give the same bytes a year later', async () => {
    const now = await bytes(roi, [anRoiRow()]);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-05T12:00:00Z') });
    const later = await bytes(roi, [anRoiRow()]).finally(() => vi.useRealTimers());
    expect(Buffer.compare(now, later)).toBe(0);
  });

  test('is written as it is read: rows are taken only when their bytes are wanted', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<readonly RoiRow[]> {
      for (; ; taken += 1) yield Array.from({ length: 100 }, () => anRoiRow());
    }
    let [parts, before] = [0, 0];
    for await (const _ of xlsx(roi, endless(), frame)) {
      parts += 1;
      // The first parts belong to files that come before the data.
      if (parts === 50) before = taken;
      if (parts === 100) break;
    }
    expect(before).toBeGreaterThan(0);
    expect(taken).toBeLessThan(before * 3);
  });

  test('holds as many rows as a sheet with header and totals, and says what to do about one more', async () => {
    const rows = Array.from({ length: 8 }, () => anRoiRow());
    const fitting = sheetOf(await readWorkbook(await bytes(roi, rows, 3, { rows: 10 })), 'roi');
    expect(fitting.getCell('A10').value).toBe(totalLabels.sheet);
    const more = bytes(roi, [...rows, anRoiRow()], 3, { rows: 10 });
    await expect(more).rejects.toThrow(BeyondFormat);
    await expect(more).rejects.toThrow(
      'An XLSX sheet holds 10 rows with its header and totals, and this report has more: ask for it as CSV or JSON, or narrow it by its filters.',
    );
  });
});

describe('an archive', () => {
  const file = (size: number) => [{ name: 'a', texts: ['x'.repeat(size)] }];

  test('holds files up to the limit of its sizes, and refuses one byte more', async () => {
    const whole = unzipSync(await bytesOf(zipped(file(500), { most: 500 })));
    expect(whole.a).toHaveLength(500);
    await expect(bytesOf(zipped(file(501), { most: 500 }))).rejects.toThrow(BeyondFormat);
  });

  test('may not exceed the limit, even if each of its files is smaller', async () => {
    const random = Array.from({ length: 20 }, (_, index) => ({
      name: String(index),
      texts: [fc.sample(fc.string({ minLength: 400, maxLength: 400 }), { numRuns: 1, seed: index })[0] ?? ''],
    }));
    expect(Object.keys(unzipSync(await bytesOf(zipped(random))))).toHaveLength(20);
    await expect(bytesOf(zipped(random, { most: 2_000 }))).rejects.toThrow(BeyondFormat);
  });

  test('an error in what is packed reaches the reader', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('The store is away');
    }
    await expect(bytesOf(zipped([{ name: 'a', texts: failing() }]))).rejects.toThrow('The store is away');
  });
});

describe('text in XML', () => {
  test.each([
    ['R&D <b>"x"</b>', 'R&amp;D &lt;b&gt;&quot;x&quot;&lt;/b&gt;'],
    ['a\u0000b\u001fc\u007f', 'a_x0000_b_x001F_c_x007F_'],
    ['one\r\ntwo\tthree', 'one_x000D_\ntwo\tthree'],
    ['typed _x000D_ itself', 'typed _x005F_x000D_ itself'],
    ['\ufffe \ud800 😀', '_xFFFE_ \ufffd 😀'],
    ['plain', 'plain'],
  ])('%j is written as %j', (text, written) => {
    expect(xmlText(text)).toBe(written);
  });

  test('a text of the most characters is whole, and a longer one is cut to them and says so', () => {
    expect(xmlText('x'.repeat(maxCharacters))).toBe('x'.repeat(maxCharacters));
    const cut = xmlText('x'.repeat(maxCharacters + 1));
    expect(cut).toHaveLength(maxCharacters);
    expect(cut).toMatch(/x… \(cut here\. CSV and JSON have the whole text\.\)$/);
  });

  test('no character is cut in half', () => {
    for (const before of ['', 'x']) {
      const cut = xmlText(before + '😀'.repeat(maxCharacters));
      expect(cut).not.toContain('\ufffd');
      expect(cut.length).toBeLessThanOrEqual(maxCharacters);
    }
  });
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i of a sheet has the letters %s', (index, letters) => {
  expect(lettersOf(index)).toBe(letters);
});

// Only declared if LibreOffice is installed. The two other readers, in same-figures, run everywhere.
if (await hasLibreOffice()) {
  test('LibreOffice opens a workbook and finds the data of the CSV, the totals and the notes', async () => {
    const odd = anRoiRow({ title: '=1+1 & <b> "x" 😀', upTo: null, npsv: -1 });
    const rows = [anRoiRow(), odd, anRoiRow()];
    const book = await bytes(roi, rows);
    const [header, ...data] = await readByLibreOffice(book, 1);
    const table: string[][] = parse(await whole(csv(roi, inPages(rows), { excel: false })));
    expect(header).toEqual(table[0]);
    const kinds = roi.columns.map(({ type }) => type);
    const plain = (cell: string, index: number) => {
      if (kinds[index] === 'pence' && cell !== '') return String(Number(cell));
      if (kinds[index] === 'instant') return cell.replace('T', ' ').replace('.000Z', '');
      return cell.replace(/^'(?==)/, '');
    };
    expect(data.slice(0, -1)).toEqual(table.slice(1).map((row) => row.map(plain)));
    expect(data.at(-1)?.slice(0, 11)).toEqual([totalLabels.sheet, '', '', '', '', '', '', '', '', '107250', '89375']);
    expect(await readByLibreOffice(book, 2)).toContainEqual(expect.arrayContaining(['Newest change']));
  }, 120_000);
} else {
  console.info('LibreOffice did not read a workbook: there is no soffice here. The other two readers do.');
}
