import type { Column, Dataset, Pages } from '../../datasets/dataset.ts';
import { type Totals, totalLabels, totalsOf } from '../../datasets/totals.ts';
import { BeyondFormat } from '../../encoding/beyond-format.ts';
import { batchLength } from '../../encoding/encoded.ts';
import { cellWriter, lettersOf, textCell, totalCell } from './xlsx-cells.ts';
import { styles } from './xlsx-styles.ts';

/** The most rows of a sheet, with header and totals ("Excel specifications and limits"). */
const maxSheetRows = 1_048_576;

/** Why a sheet cannot hold this many rows of data; null if it can. The header and the totals are rows as well. */
export function beyondSheet(rows: number, most: number = maxSheetRows): BeyondFormat | null {
  if (rows + 2 <= most) return null;
  return new BeyondFormat(
    `An XLSX sheet holds ${most.toLocaleString('en-GB')} rows with its header and totals, and this report has more: ask for it as CSV or JSON, or narrow it by its filters.`,
  );
}

/** The first sheet: the data under the names and in the order of CSV, with a row of totals at the end. */
export interface DataSheet {
  /** `xl/worksheets/sheet1.xml`. Must be read once, before the table. */
  readonly texts: AsyncGenerator<string>;
  /** `xl/tables/table1.xml`, which marks the sheet as a table. */
  table(): string;
}

const sheetStart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`;

const sheetEnd =
  '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>';

/** @param most rows of a sheet; more than these are {@link BeyondFormat} */
export function dataSheet<Row>(dataset: Dataset<Row>, pages: Pages<Row>, most = maxSheetRows): DataSheet {
  const totals = totalsOf(dataset);
  const { columns } = dataset;
  const table = tableName(dataset);
  // A table must have a row to be valid, so a report without rows gets an empty one.
  const lastRow = () => Math.max(totals.rows(), 1) + 1;
  async function* texts(): AsyncGenerator<string> {
    yield `${sheetStart}<cols>${columns.map(widthOf).join('')}</cols><sheetData>`;
    yield rowOf(
      1,
      columns.map(({ name }, index) => textCell(`${lettersOf(index)}1`, name, styles.header)),
    );
    yield* rowsOf(columns, pages, totals, most);
    const last = lastRow() + 1;
    yield rowOf(last, totalsRow(columns, totals, table, last));
    yield `</sheetData>${sheetEnd}`;
  }
  return { texts: texts(), table: () => tablePart(dataset, totals, lastRow() + 1) };
}

/** The name of the table in formulas and in Power Query. */
function tableName({ name }: { readonly name: string }): string {
  return `${name}_report`;
}

async function* rowsOf<Row>(
  columns: readonly Column<Row>[],
  pages: Pages<Row>,
  totals: Totals<Row>,
  most: number,
): AsyncGenerator<string> {
  const cells = columns.map(cellWriter);
  let number = 1;
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      number += 1;
      const beyond = beyondSheet(number - 1, most);
      if (beyond !== null) throw beyond;
      totals.add(row);
      text += `<row r="${number}">`;
      for (const cell of cells) text += cell(row, number);
      text += '</row>';
      if (text.length < batchLength) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
}

function totalsRow<Row>(
  columns: readonly Column<Row>[],
  totals: Totals<Row>,
  table: string,
  number: number,
): readonly string[] {
  const sums = new Map(totals.sums().map(({ name, pence }) => [name, pence]));
  return columns.map(({ name }, index) => {
    const place = lettersOf(index) + number;
    const sum = sums.get(name) ?? null;
    if (sum !== null) return totalCell(place, table, name, sum);
    return index === 0 ? textCell(place, totalLabels.sheet, styles.totalLabel) : '';
  });
}

function rowOf(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function tablePart<Row>(dataset: Dataset<Row>, totals: Totals<Row>, last: number): string {
  const name = tableName(dataset);
  const right = lettersOf(dataset.columns.length - 1);
  const known = new Set(totals.sums().flatMap((sum) => (sum.pence === null ? [] : [sum.name])));
  const columns = dataset.columns.map((column, index) => {
    const label = index === 0 ? ` totalsRowLabel="${totalLabels.sheet}"` : '';
    return `<tableColumn id="${index + 1}" name="${column.name}"${known.has(column.name) ? ' totalsRowFunction="sum"' : label}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="${name}" displayName="${name}" ref="A1:${right}${last}" totalsRowCount="1"><autoFilter ref="A1:${right}${last - 1}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}

/** Wide enough for the heading with its filter button, and for usual values. */
function widthOf<Row>({ name, type }: Column<Row>, index: number): string {
  const usual = { text: 14, date: 12, instant: 20, pence: 18, ratio: 10, count: 8 }[type];
  const width = Math.max(name.length + 4, longTexts.has(name) ? 48 : usual);
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

const longTexts: ReadonlySet<string> = new Set(['title', 'notes']);
