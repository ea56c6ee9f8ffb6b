import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoReportRows } from '../../adapters/dynamodb/proposals/report-rows.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { environment, ProjectEnvironment } from '../../adapters/system/environment.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import type { ProjectDependencies } from '../../application/reports/project-proposal.ts';

/** The ports of the projection: it reads proposals and writes rows. */
export function projectDependencies(): ProjectDependencies & { readonly log: Log } {
  const { TABLE_NAME } = environment(ProjectEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return { proposals: new DynamoProposals(table), rows: new DynamoReportRows(table), log };
}
