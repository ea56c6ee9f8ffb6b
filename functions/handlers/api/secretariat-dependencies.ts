import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { DynamoReplies } from '../../adapters/dynamodb/registers/replies.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, SecretariatEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { RevokeDependencies } from '../../application/revocation/revoke-approval.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';

export type SecretariatDependencies = ApiDependencies & RevokeDependencies;

/** The ports of the secretariat function: the system and the table, with budgets for the holds it releases. */
export function secretariatDependencies(): SecretariatDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, REDRIVE_SECONDS } = environment(SecretariatEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    proposals: new DynamoProposals(table),
    boroughs: new DynamoBoroughs(table),
    people: new DynamoPeople(table),
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    replies: new DynamoReplies(table),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    pause: systemPause,
    redrive: { redriveSeconds: REDRIVE_SECONDS },
    log,
  };
}
