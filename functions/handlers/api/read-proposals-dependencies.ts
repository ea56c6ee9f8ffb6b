import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoReportRows } from '../../adapters/dynamodb/proposals/report-rows.ts';
import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, ReadProposalsEnvironment } from '../../adapters/system/environment.ts';
import { log } from '../../adapters/system/log.ts';
import type { ListEventsDependencies } from '../../application/proposals/list-events.ts';
import type { ListDependencies } from '../../application/proposals/list-proposals.ts';
import type { ReadProposalDependencies } from '../../application/proposals/read-proposal.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';

/** The ports of the functions that read proposals: the record, names and rows, all read-only. */
export function readProposalsDependencies(): Omit<ApiDependencies, 'proposals' | 'digests'> &
  ListDependencies &
  ListEventsDependencies &
  ReadProposalDependencies {
  const { TABLE_NAME, OIDC_ISSUERS } = environment(ReadProposalsEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    proposals: new DynamoProposals(table),
    people: new DynamoPeople(table),
    rows: new DynamoReportRows(table),
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    clock: systemClock,
    digests: systemDigests,
    log,
  };
}
