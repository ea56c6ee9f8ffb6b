import { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RoiRow } from '../../../functions/domain/record/report-row.ts';
import { plainPounds } from '../../../functions/domain/vocabulary/money.ts';
import type { ReportFormat } from '../../../functions/domain/vocabulary/report-format.ts';
import type { Column, Pages } from '../../../functions/reports/datasets/dataset.ts';
import { roi } from '../../../functions/reports/datasets/roi-dataset.ts';
import { written } from '../../../functions/reports/formats/format.ts';
import { rowAt } from './bench-rows.ts';

/** The result of a child process of the bench, which writes a report once and throws it away. */
export interface Written {
  readonly seconds: number;
  readonly bytes: number;
  /** The most memory that it used, in bytes. */
  readonly peak: number;
}

/** The writer: this product in one of its formats, or a well-known library. */
export type Writer = ReportFormat | 'fast-csv' | 'exceljs';

const pageSize = 500;

/**
 * Rows as a store of `count / 33` proposals returns them, one page at a time. If `fresh`, every row is different and each page is
 * made when it is needed, to measure memory. Otherwise the same page is repeated, so that only writing takes time.
 */
async function* rowsOf(count: number, fresh: boolean): AsyncGenerator<readonly RoiRow[]> {
  const page = (from: number) => Array.from({ length: pageSize }, (_, index) => rowAt(from + index));
  const same = page(0);
  for (let from = 0; from < count; from += pageSize) {
    yield (fresh ? page(from) : same).slice(0, count - from);
  }
}

async function write(writer: Writer, rows: number, fresh: boolean): Promise<Written> {
  const pages = rowsOf(rows, fresh);
  const from = process.hrtime.bigint();
  const bytes = await (writer === 'fast-csv'
    ? byFastCsv(pages)
    : writer === 'exceljs'
      ? byExceljs(pages)
      : byOurs(writer, pages));
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  return { seconds, bytes, peak: process.resourceUsage().maxRSS * 1024 };
}

async function byOurs(format: ReportFormat, pages: Pages<RoiRow>): Promise<number> {
  let bytes = 0;
  const frame = { filter: {}, asAt: () => null, oneBorough: false, gzip: true, excel: false };
  for await (const part of written(format, roi, pages, frame)) bytes += part.byteLength;
  return bytes;
}

/** The same texts in the same order, for fast-csv. */
async function byFastCsv(pages: Pages<RoiRow>): Promise<number> {
  const { format } = await import('fast-csv');
  const cells = roi.columns.map(textOf);
  async function* records(): AsyncGenerator<string[]> {
    for await (const page of pages) for (const row of page) yield cells.map((cell) => cell(row));
  }
  const { sink, bytes } = counting();
  await pipeline(records(), format({ headers: roi.columns.map(({ name }) => name), rowDelimiter: '\r\n' }), sink);
  return bytes();
}

/** The streaming writer, with the same types and formats of cells. It cannot stream a table, so there is none. */
async function byExceljs(pages: Pages<RoiRow>): Promise<number> {
  const { default: exceljs } = await import('exceljs');
  const { sink, bytes } = counting();
  const stream = new PassThrough();
  const done = pipeline(stream, sink);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet('roi');
  const numFmt = {
    text: '@',
    pence: '"£"#,##0.00',
    ratio: '0.0000',
    count: '0',
    date: 'yyyy-mm-dd',
    instant: 'yyyy-mm-dd hh:mm:ss',
  };
  sheet.columns = roi.columns.map(({ name, type }) => ({ header: name, key: name, style: { numFmt: numFmt[type] } }));
  const cells = roi.columns.map(typedOf);
  for await (const page of pages) {
    for (const row of page) sheet.addRow(cells.map((cell) => cell(row))).commit();
    // Empties its buffers between pages, as a server would.
    await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
  await done;
  return bytes();
}

function textOf(column: Column<RoiRow>): (row: RoiRow) => string {
  if (column.type === 'pence') {
    return (row) => {
      const pence = column.value(row);
      return pence === null ? '' : plainPounds(pence);
    };
  }
  return (row) => String(column.value(row) ?? '');
}

function typedOf(column: Column<RoiRow>): (row: RoiRow) => string | number | Date | null {
  if (column.type === 'pence') {
    return (row) => {
      const pence = column.value(row);
      return pence === null ? null : pence / 100;
    };
  }
  if (column.type === 'date' || column.type === 'instant') {
    return (row) => {
      const value = column.value(row);
      return value === null ? null : new Date(value);
    };
  }
  return column.value;
}

function counting(): { readonly sink: Writable; readonly bytes: () => number } {
  let bytes = 0;
  const sink = new Writable({
    write(part: Buffer, _, done) {
      bytes += part.byteLength;
      done();
    },
  });
  return { sink, bytes: () => bytes };
}

if (import.meta.main) {
  const [writer, rows, kind] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await write(writer as Writer, Number(rows), kind === 'fresh')));
}
