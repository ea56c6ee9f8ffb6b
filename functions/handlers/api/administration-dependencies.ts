import { DynamoKeys } from '../../adapters/dynamodb/api-keys.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/boroughs.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/budgets.ts';
import { dynamoClient } from '../../adapters/dynamodb/client.ts';
import { DynamoSchemes } from '../../adapters/dynamodb/schemes.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { AdministrationEnvironment, environment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { CreateKeyDependencies } from '../../application/create-key.ts';
import type { Boroughs, Digests, Keys, Randomness, Schemes } from '../../application/ports.ts';
import type { PutBoroughDependencies } from '../../application/put-borough.ts';
import type { PutBudgetDependencies } from '../../application/put-budget.ts';
import type { PutSchemeDependencies } from '../../application/put-scheme.ts';
import type { ApiDependencies } from '../../http/api.ts';

export interface AdministrationDependencies
  extends ApiDependencies,
    PutBoroughDependencies,
    PutBudgetDependencies,
    PutSchemeDependencies,
    CreateKeyDependencies {
  readonly boroughs: Boroughs;
  readonly schemes: Schemes;
  readonly keys: Keys;
  readonly digests: Digests;
  readonly randomness: Randomness;
}

/** What administration works with: the table and the system. */
export function administrationDependencies(): AdministrationDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, ALLOW_SHORT_RESPONSES } = environment(AdministrationEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    boroughs: new DynamoBoroughs(table),
    budgets: new DynamoBudgets(table),
    schemes: new DynamoSchemes(table),
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
