import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoDueMoments } from '../../../functions/adapters/dynamodb/proposals/due-moments.ts';
import { DynamoOutbox } from '../../../functions/adapters/dynamodb/proposals/outbox.ts';
import { DynamoProposalIds } from '../../../functions/adapters/dynamodb/proposals/proposal-ids.ts';
import { DynamoProposals } from '../../../functions/adapters/dynamodb/proposals/proposals.ts';
import { DynamoReportRows } from '../../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { DynamoTaskTokens } from '../../../functions/adapters/dynamodb/proposals/task-tokens.ts';
import { DynamoKeys } from '../../../functions/adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../../functions/adapters/dynamodb/registers/boroughs.ts';
import { DynamoBudgets } from '../../../functions/adapters/dynamodb/registers/budgets.ts';
import { DynamoCodes } from '../../../functions/adapters/dynamodb/registers/codes.ts';
import { DynamoLinks } from '../../../functions/adapters/dynamodb/registers/links.ts';
import { DynamoParameterSets } from '../../../functions/adapters/dynamodb/registers/parameter-sets.ts';
import { DynamoPeople } from '../../../functions/adapters/dynamodb/registers/people.ts';
import { DynamoReplies } from '../../../functions/adapters/dynamodb/registers/replies.ts';
import { DynamoSchemes } from '../../../functions/adapters/dynamodb/registers/schemes.ts';
import { DynamoSnapshots } from '../../../functions/adapters/dynamodb/registers/snapshots.ts';
import { createTable, type DynamoEndpoint } from '../../support/deployed/dynamo-table.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import { FakeClock, FakePause, FakeRandomness } from '../../support/fakes/system.ts';
import type { Store, TransactionFault } from './store.ts';

/**
 * The adapters on a new table of this engine, with faults on demand between the client and the wire. `watch` sees every
 * command but those that write `items`, which the table begins with.
 */
export async function openDynamo(
  { endpoint, region }: DynamoEndpoint,
  watch: (client: DynamoDBClient) => void = () => {},
  items: readonly object[] = [],
): Promise<Store> {
  // One attempt each, so that the adapter meets a fault and not the SDK's retries.
  const client = new DynamoDBClient({
    endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableName = `contract-${randomUUID()}`;
  await createTable(client, tableName);
  for (const item of items) await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
  watch(client);
  const clock = new FakeClock('2026-11-23T10:00:00.000Z');
  const table = { client, tableName, pause: new FakePause(clock), randomness: new FakeRandomness(1) };
  return {
    proposals: new DynamoProposals(table),
    budgets: new DynamoBudgets(table),
    boroughs: new DynamoBoroughs(table),
    schemes: new DynamoSchemes(table),
    parameterSets: new DynamoParameterSets(table),
    keys: new DynamoKeys(table),
    links: new DynamoLinks(table),
    codes: new DynamoCodes(table),
    people: new DynamoPeople(table),
    tokens: new DynamoTaskTokens(table),
    replies: new DynamoReplies(table, clock),
    outbox: new DynamoOutbox(table),
    dueMoments: new DynamoDueMoments(table),
    rows: new DynamoReportRows(table),
    proposalIds: new DynamoProposalIds(table),
    snapshots: new DynamoSnapshots(table),
    clock,
    ...withFaults(client),
  };
}

function withFaults(client: DynamoDBClient): Pick<Store, 'failNext' | 'beforeNextQuery'> {
  const faults: TransactionFault[] = [];
  const actions: (() => Promise<unknown>)[] = [];
  let acting: Promise<unknown> = Promise.resolve();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'QueryCommand') {
        acting = actions.shift()?.() ?? acting;
        // Queries sent at the same time wait too, because a quick engine would answer them before the action.
        await acting;
      }
      if (context.commandName !== 'TransactWriteItemsCommand') return next(args);
      return spoiled(faults.shift() ?? 'none', () => next(args));
    },
    { step: 'initialize', name: 'faults' },
  );
  return {
    failNext: (...wanted) => faults.push(...wanted),
    beforeNextQuery: (action) => actions.push(action),
  };
}

async function spoiled<T>(fault: TransactionFault, send: () => Promise<T>): Promise<T> {
  if (fault === 'none') return send();
  if (fault === 'crash-before') throw new Crash('Ended before a write');
  if (fault === 'conflict') throw conflict();
  if (fault === 'throttle')
    throw Object.assign(new Error('Too fast'), { name: 'ThrottlingException', $fault: 'client' });
  // Its reply is lost, whatever it was.
  if (fault === 'lost-after' || fault === 'crash-after') await send().catch(() => undefined);
  if (fault === 'crash-after') throw new Crash('Ended after a write');
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function conflict(): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });
}
