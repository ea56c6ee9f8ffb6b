import type {
  BatchGetItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../functions/adapters/dynamodb/table/items.ts';
import { readUnits, sizeOf } from './request-units.ts';

/** A read of one item, or of all items of one kind in a query. */
export interface Read {
  readonly operation: 'get' | 'batch' | 'query';
  readonly item: string;
  readonly units: number;
}

/** What a call does to one item: puts it, updates it (only the engine knows the result), or only checks it. */
export interface Action {
  readonly key: Attributes;
  readonly does: { readonly puts: Attributes } | 'updates' | 'checks';
}

export interface Write {
  readonly operation: 'put' | 'update' | 'transaction';
  /** A transaction costs twice: it prepares and commits. */
  readonly factor: 1 | 2;
  readonly table: string | undefined;
  readonly actions: readonly Action[];
}

/** What a command writes, or null if it only reads. Throws for a command that is not counted. */
export function writeOf(command: string, input: object): Write | null {
  switch (command) {
    case 'PutItemCommand': {
      const { Item, TableName } = input as PutItemCommandInput;
      return { operation: 'put', factor: 1, table: TableName, actions: [putOf(Item)] };
    }
    case 'UpdateItemCommand': {
      const { Key, TableName } = input as UpdateItemCommandInput;
      return { operation: 'update', factor: 1, table: TableName, actions: [{ key: keyOf(Key), does: 'updates' }] };
    }
    case 'TransactWriteItemsCommand': {
      const { TransactItems = [] } = input as TransactWriteItemsCommandInput;
      const [first] = TransactItems;
      const table = (first?.Put ?? first?.Update ?? first?.ConditionCheck)?.TableName;
      return { operation: 'transaction', factor: 2, table, actions: TransactItems.map(actionOf) };
    }
    case 'GetItemCommand':
    case 'BatchGetItemCommand':
    case 'QueryCommand':
      return null;
    default:
      throw new Error(`The cost of ${command} is not counted`);
  }
}

function actionOf({ Put, Update, ConditionCheck }: TransactWriteItem): Action {
  if (Put !== undefined) return putOf(Put.Item);
  if (Update !== undefined) return { key: keyOf(Update.Key), does: 'updates' };
  return { key: keyOf(ConditionCheck?.Key), does: 'checks' };
}

function putOf(item: Attributes | undefined): Action {
  return { key: keyOf(item), does: { puts: item ?? {} } };
}

/** What a reading command has read. */
export function readsOf(command: string, input: object, output: object): readonly Read[] {
  if (command === 'GetItemCommand') {
    const { Key, ConsistentRead } = input as GetItemCommandInput;
    const { Item } = output as { readonly Item?: Attributes };
    return [{ operation: 'get', item: kindOf(Key), units: readUnits(sizeOf(Item), ConsistentRead === true) }];
  }
  if (command === 'QueryCommand')
    return queried(input as QueryCommandInput, output as { readonly Items?: Attributes[] });
  return batched(input as BatchGetItemCommandInput, output as { readonly Responses?: Record<string, Attributes[]> });
}

/** Each item of a batch is rounded up separately. */
function batched(
  { RequestItems = {} }: BatchGetItemCommandInput,
  { Responses = {} }: { readonly Responses?: Record<string, Attributes[]> },
): readonly Read[] {
  return Object.entries(RequestItems).flatMap(([table, { Keys = [], ConsistentRead }]) =>
    Keys.map((key): Read => {
      const found = Responses[table]?.find((item) => nameOf(item) === nameOf(key));
      return { operation: 'batch', item: kindOf(key), units: readUnits(sizeOf(found), ConsistentRead === true) };
    }),
  );
}

/** A query is rounded up once over everything it read. Each kind of item bears its part of that. */
function queried(
  { ConsistentRead }: QueryCommandInput,
  { Items = [] }: { readonly Items?: Attributes[] },
): readonly Read[] {
  const size = (items: readonly Attributes[]) => items.reduce((sum, item) => sum + sizeOf(item), 0);
  const all = size(Items);
  const units = readUnits(all, ConsistentRead === true);
  if (all === 0) return [{ operation: 'query', item: 'nothing', units }];
  return Array.from(Map.groupBy(Items, kindOf), ([item, items]): Read => {
    return { operation: 'query', item, units: (units * size(items)) / all };
  });
}

function keyOf(item: Attributes | undefined): Attributes {
  if (item?.pk === undefined || item.sk === undefined) throw new Error('The item has no key');
  return { pk: item.pk, sk: item.sk };
}

/** An item's key as one text. */
export function nameOf({ pk, sk }: Attributes): string {
  return `${pk?.S} ${sk?.S}`;
}

/** The kind of an item: the first word of its sort key for a proposal's item, otherwise of its partition, such as `budget`. */
export function kindOf(item: Attributes | undefined): string {
  const [partition = ''] = (item?.pk?.S ?? '').split('#');
  const [sort = ''] = (item?.sk?.S ?? '').split('#');
  return (partition === 'PROPOSAL' ? sort : partition).toLowerCase();
}
