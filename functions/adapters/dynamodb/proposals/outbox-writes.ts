import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { indexes, toAttributes } from '../table/items.ts';
import { outboxKey } from '../table/keys.ts';

/** The update that marks an existing entry done, whatever its status, and takes it out of the index. */
export function makeDone(id: string) {
  return {
    Key: toAttributes(outboxKey(id)),
    UpdateExpression: `SET #status = :done REMOVE ${indexes.due.partition}, ${indexes.due.sort}`,
    // Without the condition the update would create a missing item.
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: toAttributes({ ':done': 'done' }),
  };
}

/** The same as an action of a transaction. */
export function acknowledge(id: string): TransactWriteItem {
  return { Update: { TableName: '', ...makeDone(id) } };
}
