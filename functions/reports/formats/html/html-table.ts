import { type Content, type Html, html } from '../../../web/html.ts';
import type { Column, Dataset } from '../../datasets/dataset.ts';
import { type Totals, totalLabels, totalsOf } from '../../datasets/totals.ts';
import { termOf } from '../../words/glossary.ts';
import { cellContent, poundsAndPence } from './html-cells.ts';

/** The table of a page, built while rows pass. */
export interface HtmlTable<Row> {
  add(row: Row): void;
  /** The first `shown` of the rows that fit, with the totals of all rows. */
  markup(shown: number): Html;
  /** The number of rows added, and of those that fit. */
  counts(): { readonly added: number; readonly shown: number };
}

/** @param most bytes of rows in UTF-8; rows beyond it are only counted and totalled */
export function htmlTable<Row>(dataset: Dataset<Row>, most: number): HtmlTable<Row> {
  const totals = totalsOf(dataset);
  const { columns } = dataset;
  const reasonsOf = dataset.reasons ?? (() => []);
  const cells = columns.map((column, index) => cellMarkup(column, index));
  const rows: Html[] = [];
  const encoder = new TextEncoder();
  let bytes = 0;
  let full = false;
  return {
    add(row) {
      totals.add(row);
      if (full) return;
      const reasons = reasonsOf(row);
      const markup = html`<tr class="govuk-table__row">${cells.map((cell) => cell(row, reasons))}</tr>
`;
      bytes += encoder.encode(markup.toString()).byteLength;
      full = bytes > most;
      if (!full) rows.push(markup);
    },
    counts: () => ({ added: totals.rows(), shown: rows.length }),
    markup: (shown) => html`<table class="govuk-table jf-data">
<caption class="govuk-visually-hidden" id="data">The data as a table</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${columns.map(
      ({ name, type }) =>
        html`<th scope="col" class="govuk-table__header${isNumeric(type) && ' govuk-table__header--numeric'}">${termOf(name).heading}</th>`,
    )}</tr></thead>
<tbody class="govuk-table__body">
${rows.slice(0, shown)}</tbody>
${totals.sums().length > 0 && totalsRow(columns, totals)}</table>`,
  };
}

/** Each cell repeats its heading, because on paper a row becomes a block of names and values. */
function cellMarkup<Row>(column: Column<Row>, index: number): (row: Row, notes: readonly string[]) => Html {
  const content = cellContent(column);
  const { heading } = termOf(column.name);
  if (index === 0) {
    return (row, notes) =>
      html`<th scope="row" class="govuk-table__header" data-heading="${heading}">${content(row, notes)}</th>`;
  }
  const numeric = isNumeric(column.type) ? ' govuk-table__cell--numeric' : '';
  const long = column.name === 'title' || column.name === 'notes' ? ' jf-data__long' : '';
  return (row, notes) =>
    html`<td class="govuk-table__cell${numeric}${long}" data-heading="${heading}">${content(row, notes)}</td>`;
}

/** A dataset without totalled columns has no such row. */
function totalsRow<Row>(columns: readonly Column<Row>[], totals: Totals<Row>): Html {
  const sums = new Map(totals.sums().map(({ name, pence }) => [name, pence]));
  return html`<tfoot><tr class="govuk-table__row">${totalCells(columns, sums)}</tr></tfoot>
`;
}

function totalCells<Row>(columns: readonly Column<Row>[], sums: ReadonlyMap<string, bigint | null>): readonly Html[] {
  return columns.map(({ name, type }, index) => {
    const { heading } = termOf(name);
    if (index === 0) return html`<th scope="row" class="govuk-table__header">${totalLabels.page}</th>`;
    const numeric = isNumeric(type) && ' govuk-table__cell--numeric';
    return html`<td class="govuk-table__cell${numeric}" data-heading="${heading}">${totalIn(sums.get(name))}</td>`;
  });
}

/** Empty below a column that is not totalled. */
function totalIn(pence: bigint | null | undefined): Content {
  if (pence === null) return html`<span class="jf-unknown">not known</span>`;
  return pence === undefined ? '' : html`<b>${poundsAndPence(pence)}</b>`;
}

function isNumeric(type: Column<never>['type']): boolean {
  return type === 'pence' || type === 'ratio' || type === 'count';
}
