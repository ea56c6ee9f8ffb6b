import { DynamoProposalIds } from '../../functions/adapters/dynamodb/proposals/proposal-ids.ts';
import { DynamoProposals } from '../../functions/adapters/dynamodb/proposals/proposals.ts';
import { DynamoReportRows } from '../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { type Rebuilt, rebuildRows } from '../../functions/application/reports/rebuild-rows.ts';
import { type TableTarget, withTable } from './table-target.ts';

/**
 * Makes all rows of lists and reports of a table again from its record.
 *
 * @param say gets a line for people: the progress, and what failed
 */
export async function rebuildRowsOf(target: TableTarget, say: (line: string) => void): Promise<Rebuilt> {
  return withTable(target, (table) => {
    const deps = {
      proposals: new DynamoProposals(table),
      proposalIds: new DynamoProposalIds(table),
      rows: new DynamoReportRows(table),
      failed: (proposal: string, error: unknown) =>
        say(`The rows of ${proposal} could not be made again: ${String(error)}`),
    };
    return rebuildRows(deps, (soFar) => say(`${inWords(soFar)} so far`));
  });
}

/** @example inWords({ proposals: 1200, rowsPut: 3, failed: 0 }) // '1,200 proposals read, 3 rows written' */
export function inWords({ proposals, rowsPut, failed }: Rebuilt): string {
  const figure = (count: number, one: string, many: string) =>
    `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
  const failures = failed === 0 ? '' : `, ${figure(failed, 'proposal', 'proposals')} failed`;
  return `${figure(proposals, 'proposal', 'proposals')} read, ${figure(rowsPut, 'row', 'rows')} written${failures}`;
}
