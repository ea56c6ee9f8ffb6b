import type { Dataset, Pages } from '../../datasets/dataset.ts';
import type { Frame } from '../json/json.ts';
import { dataSheet } from './xlsx-data-sheet.ts';
import { notesSheet } from './xlsx-notes-sheet.ts';
import { stylesPart } from './xlsx-styles.ts';
import { zipped } from './zip.ts';

/** What a workbook can hold. Tests use smaller limits. */
export interface XlsxLimits {
  readonly rows?: number;
  readonly bytes?: number;
}

/**
 * A dataset as a workbook (ECMA-376, transitional). The first sheet is a table with typed cells, header, widths and
 * totals; the second has notes. It is written while rows pass, and the same rows give the same bytes.
 *
 * @throws BeyondFormat if the format cannot hold so many rows or bytes
 */
export function xlsx<Row>(
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  frame: Frame,
  { rows, bytes }: XlsxLimits = {},
): AsyncGenerator<Uint8Array> {
  const data = dataSheet(dataset, pages, rows);
  return zipped(
    [
      { name: '[Content_Types].xml', texts: [contentTypes] },
      { name: '_rels/.rels', texts: [packageRelations] },
      { name: 'xl/workbook.xml', texts: [workbookPart(dataset.name)] },
      { name: 'xl/_rels/workbook.xml.rels', texts: [workbookRelations] },
      { name: 'xl/styles.xml', texts: [stylesPart] },
      { name: 'xl/worksheets/sheet1.xml', texts: data.texts },
      { name: 'xl/worksheets/_rels/sheet1.xml.rels', texts: [sheetRelations] },
      // These parts name the number of rows, so they come after the rows.
      { name: 'xl/tables/table1.xml', texts: written(data.table) },
      { name: 'xl/worksheets/sheet2.xml', texts: written(() => notesSheet(dataset, frame)) },
    ],
    bytes === undefined ? {} : { most: bytes },
  );
}

function* written(part: () => string): Generator<string> {
  yield part();
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const openPackage = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = `${declaration}<Types xmlns="${openPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/tables/table1.xml" ContentType="${sheetType}.table+xml"/></Types>`;

const packageRelations = relations(['officeDocument', 'xl/workbook.xml']);
const workbookRelations = relations(
  ['worksheet', 'worksheets/sheet1.xml'],
  ['worksheet', 'worksheets/sheet2.xml'],
  ['styles', 'styles.xml'],
);
const sheetRelations = relations(['table', '../tables/table1.xml']);

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const listed = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${openPackage}/relationships">${listed.join('')}</Relationships>`;
}

/** The header is printed on each page, and programs compute the sums again when they open the workbook. */
function workbookPart(name: string): string {
  return `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/><sheet name="notes" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${name}!$1:$1</definedName></definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`;
}
