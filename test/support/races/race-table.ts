import { randomUUID } from 'node:crypto';
import {
  DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoOutbox } from '../../../functions/adapters/dynamodb/proposals/outbox.ts';
import { DynamoProposals } from '../../../functions/adapters/dynamodb/proposals/proposals.ts';
import { DynamoTaskTokens } from '../../../functions/adapters/dynamodb/proposals/task-tokens.ts';
import { DynamoBoroughs } from '../../../functions/adapters/dynamodb/registers/boroughs.ts';
import { DynamoBudgets } from '../../../functions/adapters/dynamodb/registers/budgets.ts';
import { DynamoCodes } from '../../../functions/adapters/dynamodb/registers/codes.ts';
import { DynamoPeople } from '../../../functions/adapters/dynamodb/registers/people.ts';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { systemRandomness } from '../../../functions/adapters/system/ids.ts';
import { systemPause } from '../../../functions/adapters/system/pause.ts';
import type { Again, Links } from '../../../functions/application/ports/record.ts';
import type { Link } from '../../../functions/domain/record/access.ts';
import { createTable, type DynamoEndpoint } from '../deployed/dynamo-table.ts';
import { fakeMacs } from '../fakes/fake-services.ts';
import { overriding } from '../worlds/overriding.ts';

/** Events on the table while boroughs answered. */
export interface Tally {
  /** Changes that were decided again, and why. */
  readonly again: Record<Again, number>;
  /** How often a use case waited before it read and decided again. */
  retries: number;
  /** The budget when it refused, as the engine reports it. It must never have been enough. */
  readonly wrongRefusals: string[];
}

export type RaceTable = Awaited<ReturnType<typeof openRaceTable>>;

/**
 * The real adapters on a new table, but for the links, with the system's clock, chance and patience. Who answers goes `through` a
 * proxy, where one is given; who sets up and looks on does not.
 */
export async function openRaceTable(at: DynamoEndpoint, through: DynamoEndpoint = at) {
  const tally: Tally = {
    again: {
      stale: 0,
      'borough-changed': 0,
      'codes-changed': 0,
      conflict: 0,
      throttled: 0,
      replied: 0,
      'reference-taken': 0,
    },
    retries: 0,
    wrongRefusals: [],
  };
  const direct = clientOf(at);
  const answering = clientOf(through);
  watchRefusals(answering, tally);
  const tableName = `races-${randomUUID()}`;
  await createTable(direct, tableName);
  const links = linksInMemory();
  const ports = { ...portsOn({ client: direct, tableName }), links };
  const own = { ...portsOn({ client: answering, tableName }), links };
  const proposals = overriding(own.proposals, {
    commit: async (change) => {
      const committed = await own.proposals.commit(change);
      if (committed.kind === 'again') tally.again[committed.why] += 1;
      return committed;
    },
  });
  const pause = {
    wait: (milliseconds: number) => {
      tally.retries += 1;
      return systemPause.wait(milliseconds);
    },
  };
  const system = { clock: systemClock, digests: systemDigests, randomness: systemRandomness, pause, macs: fakeMacs };
  return { tally, ports, deps: { ...own, proposals, ...system, redrive: { redriveSeconds: 900 } } };
}

function portsOn(table: { readonly client: DynamoDBClient; readonly tableName: string }) {
  return {
    proposals: new DynamoProposals(table),
    budgets: new DynamoBudgets(table),
    boroughs: new DynamoBoroughs(table),
    codes: new DynamoCodes(table),
    people: new DynamoPeople(table),
    outbox: new DynamoOutbox(table),
    tokens: new DynamoTaskTokens(table),
  };
}

/** Answers do not write links, so a fake is enough here. The contract tests check the table's own. */
function linksInMemory(): Links {
  const links = new Map<string, Link>();
  return {
    get: async (hash) => links.get(hash),
    put: async (link) => void links.set(link.hash, link),
  };
}

/** As many attempts as the deployed functions, but more time for each, because this machine may be busy. */
function clientOf({ endpoint, region }: DynamoEndpoint): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region,
    maxAttempts: 3,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** Compares each refused movement with the budget at that moment, which the refusal contains. */
function watchRefusals(client: DynamoDBClient, tally: Tally): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (context.commandName === 'TransactWriteItemsCommand' && error instanceof TransactionCanceledException) {
          tally.wrongRefusals.push(...wrongRefusals(args.input as TransactWriteItemsCommandInput, error));
        }
        throw error;
      }
    },
    { step: 'initialize', name: 'refusals' },
  );
}

function wrongRefusals(
  { TransactItems = [] }: TransactWriteItemsCommandInput,
  { CancellationReasons = [] }: TransactionCanceledException,
): readonly string[] {
  return TransactItems.flatMap(({ Update }, index) => {
    const reason = CancellationReasons[index];
    const values = Update?.ExpressionAttributeValues;
    const needed = values?.[':availableNeeded'];
    if (reason?.Code !== 'ConditionalCheckFailed' || reason.Item === undefined || needed === undefined) return [];
    const { available } = unmarshall(reason.Item);
    return Number(needed.N) > available ? [] : [`${needed.N} refused where ${available} was available`];
  });
}
