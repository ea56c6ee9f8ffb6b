import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoParameterSets } from '../../adapters/dynamodb/registers/parameter-sets.ts';
import { DynamoSchemes } from '../../adapters/dynamodb/registers/schemes.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { AppraisalsEnvironment, environment } from '../../adapters/system/environment.ts';
import { log } from '../../adapters/system/log.ts';
import type { ParameterSetsDependencies } from '../../application/parameter-sets/list-parameter-sets.ts';
import type { AppraiseDependencies } from '../../application/proposals/appraise-draft.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';

export type AppraisalsDependencies = ApiDependencies & AppraiseDependencies & ParameterSetsDependencies;

/** The ports of the appraisals function: it reads boroughs and schemes. */
export function appraisalsDependencies(): AppraisalsDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, ALLOW_SHORT_RESPONSES, STAGES } = environment(AppraisalsEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    boroughs: new DynamoBoroughs(table),
    schemes: new DynamoSchemes(table),
    parameterSets: new DynamoParameterSets(table),
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    clock: systemClock,
    digests: systemDigests,
    allowShortResponses: ALLOW_SHORT_RESPONSES,
    allowStages: STAGES,
    log,
  };
}
