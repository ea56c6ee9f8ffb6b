import { createHash } from 'node:crypto';
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { CursorRefused } from '../../../application/lists/cursor-refused.ts';
import { type Attributes, indexes, toAttributes, toFields } from './items.ts';
import type { DynamoTable } from './table.ts';

/** A query of one of the two indexes. Eventually consistent: the result is a hint or a list, never a decision. */
export interface IndexQuery {
  readonly index: keyof typeof indexes;
  readonly partition: string;
  /** Only sort keys up to this one or from this one on, including it. */
  readonly within?: { readonly upTo: string } | { readonly from: string } | undefined;
  readonly backwards?: boolean | undefined;
}

export interface IndexPage {
  readonly items: readonly Attributes[];
  readonly next?: string | undefined;
}

/** One page of at most `most` items in the order of the index. Throws `CursorRefused` on another query's cursor. */
export async function queryIndex(
  { client, tableName }: DynamoTable,
  query: IndexQuery,
  most: number,
  cursor?: string,
): Promise<IndexPage> {
  const { partition, sort } = indexes[query.index];
  const limit = limitOf(query);
  const input: QueryCommandInput = {
    TableName: tableName,
    IndexName: query.index,
    KeyConditionExpression: `#partition = :partition${limit === null ? '' : ` AND #sort ${limit.compares} :limit`}`,
    ExpressionAttributeNames: { '#partition': partition, ...(limit === null ? {} : { '#sort': sort }) },
    ExpressionAttributeValues: toAttributes({ ':partition': query.partition, ':limit': limit?.key }),
    ScanIndexForward: query.backwards !== true,
    Limit: most,
    ...(cursor === undefined ? {} : { ExclusiveStartKey: readCursor(query, cursor) }),
  };
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input));
  return { items: Items, ...(LastEvaluatedKey === undefined ? {} : { next: writeCursor(query, LastEvaluatedKey) }) };
}

/** The condition on sort keys; null if there is none. */
function limitOf({ within }: IndexQuery): { readonly compares: '<=' | '>='; readonly key: string } | null {
  if (within === undefined) return null;
  return 'upTo' in within ? { compares: '<=', key: within.upTo } : { compares: '>=', key: within.from };
}

function isWithin(query: IndexQuery, sortKey: string): boolean {
  const limit = limitOf(query);
  if (limit === null) return true;
  return limit.compares === '<=' ? sortKey <= limit.key : sortKey >= limit.key;
}

/** All items of a list that is always short, such as boroughs. */
export async function queryWholeIndex(table: DynamoTable, query: IndexQuery): Promise<readonly Attributes[]> {
  const found: Attributes[] = [];
  let cursor: string | undefined;
  do {
    const page = await queryIndex(table, query, 1_000, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** Where a page ended, and a digest of its query. */
const cursorSchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);

function writeCursor(query: IndexQuery, lastKey: Attributes): string {
  const fields = toFields(lastKey);
  const { sort } = indexes[query.index];
  const position = [nameOf(query), fields.pk, fields.sk, fields[sort]];
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

function readCursor(query: IndexQuery, cursor: string): Attributes {
  const [name, pk, sk, sortKey] = parsed(cursor);
  if (name !== nameOf(query) || [pk, sk, sortKey].includes('') || !isWithin(query, sortKey)) throw new CursorRefused();
  const { partition, sort } = indexes[query.index];
  return toAttributes({ pk, sk, [partition]: query.partition, [sort]: sortKey });
}

function parsed(cursor: string): z.output<typeof cursorSchema> {
  try {
    return z.parse(cursorSchema, JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new CursorRefused();
  }
}

/** The same for every page of one query, and for no other query. The limits of sort keys may change between pages. */
function nameOf({ index, partition, backwards }: IndexQuery): string {
  return createHash('sha256')
    .update(JSON.stringify([index, partition, backwards === true]))
    .digest('base64url')
    .slice(0, 8);
}
