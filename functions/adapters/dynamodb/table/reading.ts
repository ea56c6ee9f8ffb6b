import { BatchGetItemCommand, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { type Attributes, parseItem, toAttributes } from './items.ts';
import type { Key, Range } from './keys.ts';
import type { DynamoTable } from './table.ts';
import { untilDone } from './tries.ts';

/** One item by its key, read consistently and not yet parsed. */
export async function getAttributes({ client, tableName }: DynamoTable, key: Key): Promise<Attributes | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: toAttributes(key), ConsistentRead: true }),
  );
  return Item;
}

/** One item by its key, read consistently. */
export async function getItem<T>(table: DynamoTable, schema: z.ZodMiniType<T>, key: Key): Promise<T | undefined> {
  const item = await getAttributes(table, key);
  return item === undefined ? undefined : parseItem(schema, item);
}

const maxKeysAtOnce = 100;

/** The items that exist, read consistently, in no particular order. */
export async function getItems<T>(
  table: DynamoTable,
  schema: z.ZodMiniType<T>,
  keys: readonly Key[],
): Promise<readonly T[]> {
  // The table refuses a key that is asked for twice.
  const distinct = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const batches: Promise<readonly Attributes[]>[] = [];
  for (let start = 0; start < distinct.length; start += maxKeysAtOnce) {
    batches.push(getBatch(table, distinct.slice(start, start + maxKeysAtOnce)));
  }
  return (await Promise.all(batches)).flat().map((item) => parseItem(schema, item));
}

async function getBatch(table: DynamoTable, keys: readonly Key[]): Promise<readonly Attributes[]> {
  const { client, tableName } = table;
  const found: Attributes[] = [];
  let wanted: Attributes[] = keys.map(toAttributes);
  return untilDone(table, 'reading many items', async () => {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } }),
    );
    found.push(...(Responses?.[tableName] ?? []));
    // The keys left over by a throttle or by the limit of 16 MB.
    wanted = UnprocessedKeys?.[tableName]?.Keys ?? [];
    return wanted.length === 0 ? found : undefined;
  });
}

/** Every item of a partition within a range of sort keys, in order, read consistently; at most `limit` if given. */
export async function queryRange(
  { client, tableName }: DynamoTable,
  partition: string,
  range: Range,
  limit?: number,
): Promise<readonly Attributes[]> {
  const found: Attributes[] = [];
  let start: Attributes | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: toAttributes({ ':pk': partition, ':from': range.from, ':to': range.to }),
        ConsistentRead: true,
        ...(limit === undefined ? {} : { Limit: limit - found.length }),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    found.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && (limit === undefined || found.length < limit));
  return found;
}
