import { proposalChanges, proposalReads } from '../../adapters/dynamodb/proposals/proposals-of-links.ts';
import { getBorough } from '../../adapters/dynamodb/registers/boroughs.ts';
import { getBudgets } from '../../adapters/dynamodb/registers/budgets.ts';
import { DynamoCodes, getCodes } from '../../adapters/dynamodb/registers/codes.ts';
import { DynamoLinks } from '../../adapters/dynamodb/registers/links.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import type { DynamoTable } from '../../adapters/dynamodb/table/table.ts';
import { keyClient } from '../../adapters/kms/client.ts';
import { KmsCodeMacs } from '../../adapters/kms/code-macs.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { AnswerLinkEnvironment, environment, ReadLinkEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { AnswerDependencies } from '../../application/links/answer-request.ts';
import type { ReadLinkDependencies } from '../../application/links/read-link.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

/** The ports of the function that shows links: it reads the table under a role that cannot write (R24). */
export function readLinkDependencies(): ReadLinkDependencies & { readonly log: Log } {
  const { TABLE_NAME } = environment(ReadLinkEnvironment);
  return { ...reading({ client: dynamoClient(), tableName: TABLE_NAME }), log };
}

/** The ports of the function that records answers: the table, the key for codes and the system. */
export function answerLinkDependencies(): AnswerDependencies & ReadLinkDependencies & { readonly log: Log } {
  const { TABLE_NAME, REDRIVE_SECONDS, CODE_KEY_ID } = environment(AnswerLinkEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  const reads = reading(table);
  return {
    ...reads,
    proposals: { ...reads.proposals, ...proposalChanges(table) },
    codes: new DynamoCodes(table),
    budgets: { of: (keys) => getBudgets(table, keys) },
    macs: new KmsCodeMacs({ client: keyClient(), keyId: CODE_KEY_ID }),
    randomness: systemRandomness,
    pause: systemPause,
    redrive: { redriveSeconds: REDRIVE_SECONDS },
    log,
  };
}

/** Functions instead of whole adapters, because a person waits while a link's function starts: its code must be small. */
function reading(table: DynamoTable) {
  return {
    links: new DynamoLinks(table),
    codes: { get: (request: string) => getCodes(table, request) },
    proposals: proposalReads(table),
    boroughs: { get: (borough: BoroughCode) => getBorough(table, borough) },
    people: new DynamoPeople(table),
    clock: systemClock,
    digests: systemDigests,
  };
}
