import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoKeys } from '../../adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoLinks } from '../../adapters/dynamodb/registers/links.ts';
import { DynamoParameterSets } from '../../adapters/dynamodb/registers/parameter-sets.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { DynamoReplies } from '../../adapters/dynamodb/registers/replies.ts';
import { DynamoSchemes } from '../../adapters/dynamodb/registers/schemes.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { OidcIdentities } from '../../adapters/oidc/identities.ts';
import { trustedIssuers } from '../../adapters/oidc/trusted-issuers.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, ProposalsEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { TrackDependencies } from '../../application/links/track-proposal.ts';
import type { ReviseDependencies } from '../../application/proposals/revise-proposal.ts';
import type { ApiDependencies } from '../../http/edge/api.ts';

export type ProposalsDependencies = ApiDependencies & ReviseDependencies & TrackDependencies;

/** The ports of the functions that write proposals: the table and the system, not emails or executions. */
export function proposalsDependencies(): ProposalsDependencies {
  const { TABLE_NAME, OIDC_ISSUERS, REDRIVE_SECONDS, BASE_URL, ALLOW_SHORT_RESPONSES, STAGES } =
    environment(ProposalsEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    proposals: new DynamoProposals(table),
    boroughs: new DynamoBoroughs(table),
    schemes: new DynamoSchemes(table),
    parameterSets: new DynamoParameterSets(table),
    people: new DynamoPeople(table),
    links: new DynamoLinks(table),
    baseUrl: BASE_URL,
    keys: new DynamoKeys(table),
    identities: new OidcIdentities({ issuers: trustedIssuers(OIDC_ISSUERS), digests: systemDigests }),
    replies: new DynamoReplies(table),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    pause: systemPause,
    redrive: { redriveSeconds: REDRIVE_SECONDS },
    allowShortResponses: ALLOW_SHORT_RESPONSES,
    allowStages: STAGES,
    log,
  };
}
