import { dateInWords, inWords } from '../../../domain/vocabulary/calendar.ts';
import { type Content, type Html, html } from '../../../web/html.ts';
import { ratioOrWhy } from '../../../web/words.ts';
import type { Column } from '../../datasets/dataset.ts';
import { termOf } from '../../words/glossary.ts';

/**
 * How a column's cells appear on a page: the same figures in words, and for an unknown figure the reason. `notes` are
 * the row's own, each as `Figure: reason`.
 */
export function cellContent<Row>(column: Column<Row>): (row: Row, notes: readonly string[]) => Content {
  const write = writerOf(column);
  return (row, notes) => write(row) ?? reason(column.name, notes);
}

/** Exact pounds with pence and thousands. The minus is U+2212, which screen readers read out. */
export function poundsAndPence(pence: number | bigint): string {
  const digits = String(pence).replace('-', '').padStart(3, '0');
  const pounds = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${pence < 0 ? '−' : ''}£${pounds}.${digits.slice(-2)}`;
}

function writerOf<Row>(column: Column<Row>): (row: Row) => Content {
  switch (column.type) {
    case 'text':
      return column.value;
    case 'pence':
      return known(column.value, poundsAndPence);
    case 'ratio':
      return known(column.value, ratioOrWhy);
    case 'count':
      return known(column.value, String);
    case 'date':
      return known(column.value, (date) => html`<time datetime="${date}">${dateInWords(date)}</time>`);
    case 'instant':
      return known(column.value, (instant) => html`<time datetime="${instant}">${inWords(instant)}</time>`);
  }
}

function known<Row, Value>(
  value: (row: Row) => Value | null,
  write: (value: Value) => Content,
): (row: Row) => Content | null {
  return (row) => {
    const found = value(row);
    return found === null ? null : write(found);
  };
}

function reason(column: string, notes: readonly string[]): Html {
  const { empty = 'not known', noted = [] } = termOf(column);
  const said = noted
    .flatMap((figure) =>
      notes.filter((note) => note.startsWith(`${figure}: `)).map((note) => note.slice(figure.length + 2)),
    )
    .at(0);
  return html`<span class="jf-unknown">${said ?? empty}</span>`;
}
