import { type Content, type Html, html } from '../html.ts';

export interface Column<Row> {
  readonly heading: string;
  /** Aligned to the right, with figures of equal width. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => Content;
}

/**
 * A table whose first column names each row. On narrow screens rows become blocks that repeat the headings. `display:
 * block` hides the table from screen readers, and the roles restore it.
 */
export function table<Row>(options: {
  readonly caption: Content;
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  /** Cells of a last row with totals, one per column. */
  readonly totals?: readonly Content[];
}): Html {
  const { caption, columns, rows, totals } = options;
  const ofRow = (row: Row): readonly Content[] => columns.map(({ cell }) => cell(row));
  return html`<table class="govuk-table jf-table" role="table">
<caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
<thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row">${columns.map(
    ({ heading, numeric }) =>
      html`<th scope="col" class="govuk-table__header${numeric === true && ' govuk-table__header--numeric'}" role="columnheader">${heading}</th>`,
  )}</tr></thead>
<tbody class="govuk-table__body" role="rowgroup">${rows.map((row) => tableRow(columns, ofRow(row)))}</tbody>
${totals !== undefined && html`<tfoot class="jf-table__totals" role="rowgroup">${tableRow(columns, totals)}</tfoot>`}
</table>`;
}

function tableRow(columns: readonly Omit<Column<never>, 'cell'>[], cells: readonly Content[]): Html {
  return html`<tr class="govuk-table__row" role="row">${columns.map(({ heading, numeric }, index) => {
    const content = html`<span class="jf-table__heading" aria-hidden="true">${heading}</span> <span class="jf-table__content${isFigure(cells[index]) && ' jf-table__figure'}">${cells[index]}</span>`;
    return index === 0
      ? html`<th scope="row" class="govuk-table__header" role="rowheader">${content}</th>`
      : html`<td class="govuk-table__cell${numeric === true && ' govuk-table__cell--numeric'}" role="cell">${content}</td>`;
  })}</tr>
`;
}

/** An amount or a ratio. It must not wrap, because a minus could be left behind. */
function isFigure(cell: Content): boolean {
  return typeof cell === 'string' && /^−?£?[\d,]+(\.\d+)?%?$/.test(cell);
}
