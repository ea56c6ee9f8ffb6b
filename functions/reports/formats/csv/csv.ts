import { plainPounds } from '../../../domain/vocabulary/money.ts';
import type { Column, Dataset, Pages } from '../../datasets/dataset.ts';
import { batchLength } from '../../encoding/encoded.ts';

/** What a spreadsheet would run as a formula, in ASCII and in full width, or skip over to reach one (docs/rules.md, Reports). */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/;
const needsQuotes = /[",\r\n]/;
/** Most texts are neither, which one look tells. */
const isOdd = new RegExp(`${startsFormula.source}|${needsQuotes.source}`);
const byteOrderMark = '\uFEFF';

/**
 * A dataset as CSV: RFC 4180 in UTF-8, CRLF after every record, a header in snake_case, plain pounds with two decimals, ISO
 * dates, nothing where a figure is not known. `excel` puts the byte order mark first, without which Excel takes UTF-8 for the local
 * code page.
 */
export async function* csv<Row>(
  { columns }: Dataset<Row>,
  pages: Pages<Row>,
  { excel }: { readonly excel: boolean },
): AsyncGenerator<string> {
  const cells = columns.map(cellOf);
  yield `${excel ? byteOrderMark : ''}${columns.map(({ name }) => name).join(',')}\r\n`;
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      text += record(row, cells);
      if (text.length < batchLength) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
}

/**
 * A cell of text, as safe to open in a spreadsheet as to read: what starts like a formula gets a leading `'` (OWASP, CSV
 * injection), and quotes stand where RFC 4180 wants them. Numbers and dates never go through here.
 *
 * @example textCell('=SUM(A1:A2)') // "'=SUM(A1:A2)"
 */
export function textCell(text: string): string {
  if (!isOdd.test(text)) return text;
  const defused = startsFormula.test(text) ? `'${text}` : text;
  return needsQuotes.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

function record<Row>(row: Row, cells: readonly ((row: Row) => string)[]): string {
  let line = '';
  let comma = '';
  for (const cell of cells) {
    line += comma + cell(row);
    comma = ',';
  }
  return `${line}\r\n`;
}

/** How a column's cells are written, chosen once a report and not once a cell. */
function cellOf<Row>(column: Column<Row>): (row: Row) => string {
  switch (column.type) {
    case 'text':
      return (row) => textCell(column.value(row));
    case 'pence':
      return (row) => {
        const pence = column.value(row);
        return pence === null ? '' : plainPounds(pence);
      };
    case 'ratio':
    case 'count':
      return (row) => {
        const figure = column.value(row);
        return figure === null ? '' : String(figure);
      };
    case 'date':
    case 'instant':
      return (row) => column.value(row) ?? '';
  }
}
