import { DynamoReportRows } from '../../adapters/dynamodb/proposals/report-rows.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/registers/budgets.ts';
import { DynamoSnapshots } from '../../adapters/dynamodb/registers/snapshots.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { S3SnapshotObjects } from '../../adapters/s3/snapshot-objects.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, SnapshotEnvironment } from '../../adapters/system/environment.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import type { MakeDependencies } from '../../application/reports/make-snapshots.ts';
import { snapshotSource } from './snapshot-source.ts';

/** The ports of the snapshot function: it reads rows and budgets, and writes to a bucket. */
export function snapshotDependencies(): MakeDependencies & { readonly log: Log } {
  const { TABLE_NAME, SNAPSHOT_BUCKET } = environment(SnapshotEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    snapshots: new DynamoSnapshots(table),
    objects: new S3SnapshotObjects({ client: s3Client(), bucket: SNAPSHOT_BUCKET }),
    reports: snapshotSource({
      rows: new DynamoReportRows(table),
      budgets: new DynamoBudgets(table),
      clock: systemClock,
    }),
    clock: systemClock,
    digests: systemDigests,
    failed: (error) => log('snapshot-failed', { error }),
    log,
  };
}
