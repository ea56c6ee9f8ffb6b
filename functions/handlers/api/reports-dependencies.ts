import { DynamoReportRows } from '../../adapters/dynamodb/proposals/report-rows.ts';
import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/registers/budgets.ts';
import { DynamoSnapshots } from '../../adapters/dynamodb/registers/snapshots.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { PresignedAddresses } from '../../adapters/s3/snapshot-addresses.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, ReportsEnvironment } from '../../adapters/system/environment.ts';
import { defaultProvider } from '../../adapters/system/lambda-credentials.ts';
import { log } from '../../adapters/system/log.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';
import type { ReadDependencies } from '../report-source.ts';
import type { ReportAnswerDependencies } from './report-answer.ts';

/** The ports of the reports function: it reads rows, budgets and snapshots, and notes which snapshots are wanted. */
export function reportsDependencies(): ApiDependencies & ReadDependencies & ReportAnswerDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, SNAPSHOT_ADDRESS, SNAPSHOT_SECONDS, AWS_REGION } = environment(ReportsEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    rows: new DynamoReportRows(table),
    budgets: new DynamoBudgets(table),
    snapshots: new DynamoSnapshots(table),
    addresses: new PresignedAddresses({
      address: SNAPSHOT_ADDRESS,
      region: AWS_REGION,
      credentials: defaultProvider(),
    }),
    snapshotSeconds: SNAPSHOT_SECONDS,
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    clock: systemClock,
    digests: systemDigests,
    log,
  };
}
