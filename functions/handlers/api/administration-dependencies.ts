import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoReportRows } from '../../adapters/dynamodb/proposals/report-rows.ts';
import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/registers/budgets.ts';
import { DynamoSchemes } from '../../adapters/dynamodb/registers/schemes.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { AdministrationEnvironment, environment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { CreateKeyDependencies } from '../../application/administration/create-key.ts';
import type { PutBoroughDependencies } from '../../application/administration/put-borough.ts';
import type { PutBudgetDependencies } from '../../application/administration/put-budget.ts';
import type { PutSchemeDependencies } from '../../application/administration/put-scheme.ts';
import type { Proposals } from '../../application/ports/record.ts';
import type { Boroughs, Keys, Schemes } from '../../application/ports/registers.ts';
import type { Digests, Randomness } from '../../application/ports/system.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';

export interface AdministrationDependencies
  extends ApiDependencies,
    PutBoroughDependencies,
    PutBudgetDependencies,
    PutSchemeDependencies,
    CreateKeyDependencies {
  readonly proposals: Proposals;
  readonly boroughs: Boroughs;
  readonly schemes: Schemes;
  readonly keys: Keys;
  readonly digests: Digests;
  readonly randomness: Randomness;
}

/** The ports of the administration function: the table and the system. */
export function administrationDependencies(): AdministrationDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, ALLOW_SHORT_RESPONSES } = environment(AdministrationEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    boroughs: new DynamoBoroughs(table),
    budgets: new DynamoBudgets(table),
    schemes: new DynamoSchemes(table),
    proposals: new DynamoProposals(table),
    rows: new DynamoReportRows(table),
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    pause: systemPause,
    allowShortResponses: ALLOW_SHORT_RESPONSES,
    log,
  };
}
