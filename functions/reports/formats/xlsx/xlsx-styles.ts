/** How cells look: the index of a format in xl/styles.xml for each type of cell. */
export const styles = {
  header: 1,
  text: 2,
  date: 3,
  instant: 4,
  pence: 5,
  ratio: 6,
  count: 7,
  totalLabel: 8,
  total: 9,
  /** For notes: long texts on several lines. */
  wrapped: 10,
  title: 11,
} as const;

/**
 * `xl/styles.xml`. Text has the format `@`, so that it stays text when somebody edits it. Money shows pounds and pence,
 * with a minus for negative amounts.
 */
export const stylesPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm:ss"/><numFmt numFmtId="166" formatCode="&quot;£&quot;#,##0.00;-&quot;£&quot;#,##0.00"/><numFmt numFmtId="167" formatCode="0.0000"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="11"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="14"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="12">${[
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  xf({ format: 49, bold: true, wrap: true }),
  xf({ format: 49 }),
  xf({ format: 164 }),
  xf({ format: 165 }),
  xf({ format: 166 }),
  xf({ format: 167 }),
  xf({ format: 1 }),
  xf({ format: 49, bold: true }),
  xf({ format: 166, bold: true }),
  xf({ format: 49, wrap: true }),
  '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>',
].join(
  '',
)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;

function xf({ format, bold = false, wrap = false }: { format: number; bold?: boolean; wrap?: boolean }): string {
  const alignment = wrap ? '<alignment vertical="top" wrapText="1"/>' : '';
  const font = bold ? '1" applyFont="1' : '0';
  return `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${wrap ? ' applyAlignment="1"' : ''}>${alignment}</xf>`;
}
