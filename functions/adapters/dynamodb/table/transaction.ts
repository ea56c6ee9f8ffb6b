import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { failureOf } from './failures.ts';
import { type Attributes, toAttributes } from './items.ts';
import type { Key } from './keys.ts';
import type { DynamoTable } from './table.ts';

/** One action of a transaction. Its tag says what the failure of its condition means. */
export interface Action<Tag> {
  readonly tag: Tag;
  readonly write: TransactWriteItem;
}

/** A condition that failed, with the item that it found if the action asked for it. */
export interface Failed<Tag> {
  readonly tag: Tag;
  readonly found: Attributes | undefined;
}

/** `cancelled`: nothing was written. `throttled` and `unknown`: it may have been written. */
export type Written<Tag> =
  | { readonly kind: 'written' }
  | {
      readonly kind: 'cancelled';
      readonly failed: readonly Failed<Tag>[];
      readonly conflict: boolean;
      readonly throttled: boolean;
    }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unknown' };

const maxActions = 100;

/**
 * Sends one transaction. `token` makes repeating it safe for ten minutes: either one token for all tries of a call, or
 * a hash of items that can be written only once. Without it the SDK makes one per try. Throws on more than 100 actions,
 * and on every refusal other than a condition, a conflict or a throttle.
 */
export async function transact<Tag>(
  { client, tableName }: DynamoTable,
  actions: readonly Action<Tag>[],
  token?: string,
): Promise<Written<Tag>> {
  if (actions.length > maxActions) {
    throw new RangeError(`A transaction holds at most ${maxActions} items, not ${actions.length}: ${census(actions)}`);
  }
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: actions.map(({ write }) => inTable(tableName, write)),
        ...(token === undefined ? {} : { ClientRequestToken: token }),
      }),
    );
    return { kind: 'written' };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return cancelled(actions, error);
    const failure = failureOf(error);
    if (failure === 'fault') throw error;
    return { kind: failure };
  }
}

const expected = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

function cancelled<Tag>(
  actions: readonly Action<Tag>[],
  { CancellationReasons: reasons = [], message }: TransactionCanceledException,
): Written<Tag> {
  const codes = new Set(reasons.map(codeOf));
  const unexpected = reasons.find((reason) => !expected.has(codeOf(reason)));
  if (unexpected !== undefined || reasons.length === 0) {
    throw new Error(`The transaction was refused: ${unexpected?.Code ?? message} ${unexpected?.Message ?? ''}`);
  }
  return {
    kind: 'cancelled',
    failed: actions.flatMap(({ tag }, index) => {
      const reason = reasons[index];
      return reason?.Code === 'ConditionalCheckFailed' ? [{ tag, found: reason.Item }] : [];
    }),
    conflict: codes.has('TransactionConflict'),
    throttled: codes.has('ThrottlingError') || codes.has('ProvisionedThroughputExceeded'),
  };
}

function codeOf({ Code }: CancellationReason): string {
  return Code ?? 'None';
}

function inTable(TableName: string, { Put, Update, ConditionCheck }: TransactWriteItem): TransactWriteItem {
  if (Put !== undefined) return { Put: { ...Put, TableName } };
  if (Update !== undefined) return { Update: { ...Update, TableName } };
  return { ConditionCheck: { Key: {}, ConditionExpression: '', ...ConditionCheck, TableName } };
}

/** How many actions there are per item kind, such as `33 SIGNOFF, 1 HEAD`. */
function census(actions: readonly Action<unknown>[]): string {
  const counts = new Map<string, number>();
  for (const { write } of actions) {
    const key = write.Put?.Item ?? write.Update?.Key ?? write.ConditionCheck?.Key;
    const [partition = ''] = (key?.pk?.S ?? '').split('#', 1);
    const [sort = ''] = (key?.sk?.S ?? '').split('#', 1);
    const name = partition === 'PROPOSAL' ? sort : partition;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Array.from(counts, ([name, count]) => `${count} ${name}`).join(', ');
}

/** A placeholder: `transact` sets the name in every action. */
const TableName = '';

/** Puts an item, whether or not one exists. */
export function put(item: Attributes): TransactWriteItem {
  return { Put: { TableName, Item: item } };
}

/** Puts an item if none exists. */
export function putNew(item: Attributes): TransactWriteItem {
  return { Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** Replaces an item that has this version; null means that none may exist. */
export function putOver(item: Attributes, version: number | null): TransactWriteItem {
  if (version === null) return putNew(item);
  return {
    Put: {
      TableName,
      Item: item,
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: toAttributes({ ':expected': version }),
    },
  };
}

/** Writes nothing, but requires that the item has this version. */
export function checkVersion(key: Key, version: number): TransactWriteItem {
  return {
    ConditionCheck: {
      TableName,
      Key: toAttributes(key),
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: toAttributes({ ':expected': version }),
    },
  };
}
