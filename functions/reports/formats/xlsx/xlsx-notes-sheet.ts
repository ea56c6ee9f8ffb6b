import type { Column, Dataset } from '../../datasets/dataset.ts';
import { figuresInWords } from '../../pictures/figure-words.ts';
import { filterInWords } from '../../words/filter-words.ts';
import { termOf } from '../../words/glossary.ts';
import type { Frame } from '../json/json.ts';
import { lettersOf, textCell } from './xlsx-cells.ts';
import { styles } from './xlsx-styles.ts';

/** `xl/worksheets/sheet2.xml`: the moment, filter and source of the data, and what each column means. */
export function notesSheet<Row>(dataset: Dataset<Row>, { filter, asAt, figures }: Frame): string {
  const lines: readonly (readonly string[])[] = [
    ['Notes'],
    ['Report', dataset.name],
    ['Newest change', asAt() ?? 'The report has no rows.'],
    ['Filter', filterInWords(filter).join(', ') || 'None. The report has every row that you may see.'],
    ['Source', `Joint Funding, GET /v1/reports/${dataset.name}`],
    ['Money', 'Pounds and pence, without VAT, not adjusted for inflation.'],
    ['Empty cells', 'The figure is not known, which does not mean 0.'],
    ['Totals', 'Sums of the known figures in the rows that are shown. Do not add up columns without a total.'],
    ...(dataset.remarks ?? []).map(({ name, text }) => [name, text]),
    ...figuresInWords(figures?.() ?? {}).map(({ name, value }) => [name, value]),
    [],
    ['Column', 'Meaning', 'Type'],
    ...dataset.columns.map((column) => [column.name, meaningOf(column.name), typeInWords[column.type]]),
  ];
  const rows = lines.map((line, at) => {
    const cells = line.map((text, index) => textCell(lettersOf(index) + (at + 1), text, styleOf(line, index)));
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/><col min="3" max="3" width="22" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

function meaningOf(column: string): string {
  const { meaning, empty } = termOf(column);
  return empty === undefined ? meaning : `${meaning} Empty: ${empty}.`;
}

function styleOf(line: readonly string[], index: number): number {
  if (line.length === 1) return styles.title;
  return line[0] === 'Column' ? styles.header : index === 0 ? styles.text : styles.wrapped;
}

const typeInWords = {
  text: 'text',
  date: 'date, London time',
  instant: 'date and time, UTC',
  pence: 'pounds',
  ratio: 'ratio',
  count: 'whole number',
} as const satisfies Record<Column<never>['type'], string>;
