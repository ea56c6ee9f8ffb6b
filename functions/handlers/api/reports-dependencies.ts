import { DynamoKeys } from '../../adapters/dynamodb/api-keys.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/budgets.ts';
import { dynamoClient } from '../../adapters/dynamodb/client.ts';
import { DynamoReportRows } from '../../adapters/dynamodb/report-rows.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, ReportsEnvironment } from '../../adapters/system/environment.ts';
import { log } from '../../adapters/system/log.ts';
import type { ContributionsDependencies } from '../../application/read-contributions.ts';
import type { ApiDependencies } from '../../http/api.ts';

/** What reports work with: rows and budgets, to read. */
export function reportsDependencies(): ApiDependencies & ContributionsDependencies {
  const { TABLE_NAME, OIDC_ISSUERS } = environment(ReportsEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    rows: new DynamoReportRows(table),
    budgets: new DynamoBudgets(table),
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    clock: systemClock,
    digests: systemDigests,
    log,
  };
}
