import { plainPounds } from '../../../domain/vocabulary/money.ts';
import type { Column, Dataset, Pages } from '../../datasets/dataset.ts';
import { batchLength } from '../../encoding/encoded.ts';

/**
 * Characters at the start of a text that make a spreadsheet run it as a formula, or that it skips on the way to one.
 * Both ASCII and full-width forms.
 */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/;
const needsQuotes = /[",\r\n]/;
/** Most texts need neither, and one test shows that. */
const isOdd = new RegExp(`${startsFormula.source}|${needsQuotes.source}`);
const byteOrderMark = '\uFEFF';

/**
 * A dataset as CSV: RFC 4180 in UTF-8, CRLF after every record, a header in snake_case, plain pounds with two decimals,
 * ISO dates, and nothing for an unknown figure. `excel` puts the byte order mark first; without it Excel does not
 * recognise UTF-8.
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
 * A cell of text that is safe to open in a spreadsheet: text that starts like a formula gets a leading `'` (OWASP, CSV
 * injection). Quotes follow RFC 4180. Not for numbers and dates.
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

/** How a column's cells are written. Chosen once per report, not once per cell. */
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
