import { parse } from 'csv-parse/sync';
import type { Cell } from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { benefits } from '../../functions/reports/datasets/benefits-dataset.ts';
import { contributions } from '../../functions/reports/datasets/contributions-dataset.ts';
import { type Column, type Dataset, jsonName } from '../../functions/reports/datasets/dataset.ts';
import { pipeline } from '../../functions/reports/datasets/pipeline-dataset.ts';
import { roi } from '../../functions/reports/datasets/roi-dataset.ts';
import { totalLabels } from '../../functions/reports/datasets/totals.ts';
import { csv } from '../../functions/reports/formats/csv/csv.ts';
import { written } from '../../functions/reports/formats/format.ts';
import { json } from '../../functions/reports/formats/json/json.ts';
import { bytesOf, readWorkbook, sheetOf } from './readers/exceljs-reader.ts';
import { type PythonCell, type PythonTable, readByPython } from './readers/python-readers.ts';
import { benefitRow, contributionRow, inPages, pipelineRow, roiRow, whole } from './rows.ts';

/** A dataset with rows that are hard to write: typed text, unknown figures, negative and very large amounts. */
interface Example {
  readonly dataset: Dataset<never>;
  readonly rows: readonly unknown[];
}

function examples<Row>(dataset: Dataset<Row>, row: fc.Arbitrary<Row>): Example[] {
  const lists = fc.sample(fc.array(row, { maxLength: 12 }), { numRuns: 25, ...seed });
  return [[], ...lists].map((rows) => ({ dataset: dataset as unknown as Dataset<never>, rows }));
}

const { seed: given } = fc.readConfigureGlobal();
const seed = given === undefined ? {} : { seed: given };
const all = [
  ...examples(roi, roiRow),
  ...examples(contributions, contributionRow),
  ...examples(benefits, benefitRow),
  ...examples(pipeline, pipelineRow),
];
const figures = () => ({ decided: 5, medianDaysToDecision: 12.5, unknown: null });
const frame = { filter: {}, asAt: () => null, figures, oneBorough: false, gzip: false, excel: false };
/** The figures beside the rows, as people read them. */
const figuresRead = [
  ['Proposals submitted and decided in this financial year or the two before it', '5'],
  ['Their median days to decision', '12.5'],
  ['unknown', 'not known'],
];

type JsonRow = Readonly<Record<string, string | number | null>>;
interface Read {
  readonly dataset: Dataset<never>;
  /** The reference for everything else. */
  readonly json: {
    readonly rows: readonly JsonRow[];
    readonly totals: Readonly<Record<string, number | null>>;
    readonly figures: Readonly<Record<string, number | null>>;
  };
  readonly csv: readonly (readonly string[])[];
  readonly exceljs: readonly (readonly Cell['value'][])[];
  /** The notes of the workbook, line by line, and the facts of the page. */
  readonly notes: readonly (readonly Cell['value'][])[];
  readonly facts: readonly (readonly string[])[];
  readonly openpyxl: PythonTable;
  readonly page: PythonTable;
}

let reports: readonly Read[];

beforeAll(async () => {
  const files = await Promise.all(
    all.flatMap(({ dataset, rows }) =>
      (['xlsx', 'html'] as const).map(async (extension) => ({
        extension,
        bytes: await bytesOf(written(extension, dataset, inPages(rows as never[]), frame)),
      })),
    ),
  );
  const byPython = await readByPython(files);
  reports = await Promise.all(
    all.map(async ({ dataset, rows }, index): Promise<Read> => {
      const [openpyxl, page] = byPython.slice(2 * index);
      if (openpyxl === undefined || page === undefined) throw new Error('Python reads each file');
      return {
        dataset,
        json: JSON.parse(await whole(json(dataset, inPages(rows as never[], 2), frame))),
        csv: parse(await whole(csv(dataset, inPages(rows as never[]), { excel: false })), {
          relax_column_count: false,
          record_delimiter: '\r\n',
        }),
        exceljs: await cellsByExceljs(files[2 * index]?.bytes ?? new Uint8Array(), dataset, rows.length),
        notes: await notesByExceljs(files[2 * index]?.bytes ?? new Uint8Array()),
        facts: factsOf(new TextDecoder().decode(files[2 * index + 1]?.bytes)),
        openpyxl,
        page,
      };
    }),
  );
}, 120_000);

async function cellsByExceljs(bytes: Uint8Array, { name, columns }: Dataset<never>, rows: number) {
  const sheet = sheetOf(await readWorkbook(bytes), name);
  return Array.from({ length: rows + 2 }, (_, row) =>
    columns.map((_, column) => decoded(sheet.getCell(row + 1, column + 1).value)),
  );
}

async function notesByExceljs(bytes: Uint8Array) {
  const sheet = sheetOf(await readWorkbook(bytes), 'notes');
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    [1, 2].map((column) => sheet.getCell(row + 1, column).value),
  );
}

/** The summary list of a page: names and values. */
function factsOf(markup: string): readonly (readonly string[])[] {
  return [...markup.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
    ([, name = '', value = '']) => [name, value].map((text) => text.trim()),
  );
}

/** The cells of the JSON in the order of the columns, each turned into what another reader must find. */
function expected<T>(
  { dataset, json: { rows } }: Read,
  cell: (column: Column<never>, value: JsonRow[string]) => T,
): T[][] {
  return rows.map((row) => dataset.columns.map((column) => cell(column, row[jsonName(column.name)] ?? null)));
}

function pounds(pence: bigint): string {
  const [sign, size] = pence < 0n ? ['-', -pence] : ['', pence];
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

/** The nearest 64-bit number to an amount in pounds, as a program would read its digits. */
const asNumber = (pence: number) => Number(pounds(BigInt(pence)));

describe.each([roi, contributions, benefits, pipeline].map(({ name }) => name))(
  'promise 7 the same figures in every format of %s',
  (name) => {
    const own = () => reports.filter(({ dataset }) => dataset.name === name);

    test('csv-parse finds the figures of the JSON in the CSV, cell by cell', () => {
      for (const report of own()) {
        expect(report.csv[0]).toEqual(report.dataset.columns.map((column) => column.name));
        const cells = expected(report, ({ type }, value) => {
          if (value === null) return '';
          if (type === 'pence') return pounds(BigInt(value));
          return type === 'text' ? String(value).replace(/^(?=[=+\-@\t\r＝＋－＠])/, "'") : String(value);
        });
        expect(report.csv.slice(1)).toEqual(cells);
      }
    });

    test('exceljs finds the figures of the JSON in the workbook, cell by cell', () => {
      for (const report of own()) {
        const cells = expected(report, ({ type }, value) => {
          if (value === null || value === '') return null;
          if (type === 'pence') return asNumber(value as number);
          return type === 'date' || type === 'instant' ? new Date(value) : value;
        });
        expect(report.exceljs.slice(1, 1 + cells.length)).toEqual(cells);
      }
    });

    test('openpyxl finds the figures of the JSON in the workbook, cell by cell, and the same totals', () => {
      for (const report of own()) {
        const { rows, table } = report.openpyxl;
        expect(rows[0]).toEqual(report.dataset.columns.map((column) => column.name));
        expect(table.columns).toEqual(rows[0]);
        const cells = expected(report, (column, value): PythonCell => {
          if (value === null || value === '') return null;
          if (column.type === 'pence') return asNumber(value as number);
          if (column.type === 'text') return value;
          return column.type === 'date' || column.type === 'instant'
            ? { instant: new Date(value).toISOString() }
            : value;
        });
        const read = rows.map((row) => row.map(decoded));
        expect(read.slice(1, 1 + cells.length)).toEqual(cells);
        expect(read.at(-1)).toEqual(
          report.dataset.columns.map((column, index) => {
            const total = report.json.totals[jsonName(column.name)];
            return index === 0 ? totalLabels.sheet : total === undefined || total === null ? null : asNumber(total);
          }),
        );
      }
    });

    test('Python’s own parser finds the figures of the JSON in the page, cell by cell, the reasons for empty ones, and the same totals', () => {
      for (const report of own().filter(({ json: { rows } }) => rows.length > 0)) {
        const rows = report.page.rows.slice(1);
        const cells = expected(report, ({ type }, value): unknown => {
          if (value === null) return { unknown: expect.stringMatching(/\w/) };
          if (type === 'pence') return sterling(value as number);
          if (type === 'ratio') return (value as number).toFixed(4).replace('-', '−');
          return type === 'date' || type === 'instant' ? { instant: value } : String(value);
        });
        expect(rows.slice(0, cells.length)).toEqual(cells);
        const totalled = Object.keys(report.json.totals).length > 0;
        const expectedTotals = report.dataset.columns.map((column, index) => {
          const total = report.json.totals[jsonName(column.name)];
          if (index === 0 || total === undefined) return index === 0 ? totalLabels.page : '';
          return total === null ? { unknown: 'not known' } : sterling(total);
        });
        expect(rows.slice(cells.length)).toEqual(totalled ? [expectedTotals] : []);
      }
    });

    test('the figures beside the rows are the same in JSON, in the notes of a workbook and on the page, even without rows', () => {
      expect(own().some(({ json: { rows } }) => rows.length === 0)).toBe(true);
      for (const report of own()) {
        expect(report.json.figures).toEqual(figures());
        expect(report.notes).toEqual(expect.arrayContaining(figuresRead));
        expect(report.facts).toEqual(expect.arrayContaining(figuresRead));
      }
    });

    test('the only formulas of a workbook are those of its totals, whatever people type', () => {
      for (const {
        dataset,
        json: { totals },
        openpyxl,
      } of own()) {
        const known = dataset.columns.filter((column) => (totals[jsonName(column.name)] ?? null) !== null);
        expect(openpyxl.formulas).toEqual(
          known.map((column) => `=SUBTOTAL(109,${dataset.name}_report[${column.name}])`),
        );
        expect(openpyxl).toMatchObject({
          frozen: 'A2',
          sheets: [dataset.name, 'notes'],
          table: { name: `${dataset.name}_report`, totals: 1 },
        });
      }
    });
  },
);

/** £1,234.50, with a true minus. */
function sterling(pence: number): string {
  const [, whole = '', rest = ''] = /^-?(\d+)\.(\d\d)$/.exec(pounds(BigInt(pence))) ?? [];
  return `${pence < 0 ? '−' : ''}£${BigInt(whole).toLocaleString('en-GB')}.${rest}`;
}

/** Both readers keep the escapes of ECMA-376 (22.9.2.19). Spreadsheet programs decode them. */
function decoded<T>(cell: T): T | string {
  if (typeof cell !== 'string') return cell;
  return cell.replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
