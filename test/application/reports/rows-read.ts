import type { ReportRead } from '../../../functions/application/reports/visible-rows.ts';

/** The rows of a report that may be seen in full. */
export async function shown<Row>(read: Promise<ReportRead<Row>>): Promise<Extract<ReportRead<Row>, { kind: 'rows' }>> {
  const found = await read;
  if (found.kind === 'hidden') throw new Error('The reader may see the borough of the filter');
  return found;
}

/** All rows of a report. */
export async function allRows<Row>(read: Promise<ReportRead<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of (await shown(read)).pages) rows.push(...page);
  return rows;
}
