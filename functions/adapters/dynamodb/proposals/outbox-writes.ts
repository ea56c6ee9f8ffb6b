import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { indexes, toAttributes } from '../table/items.ts';
import { outboxKey } from '../table/keys.ts';

/** The parts of an update that makes an existing entry done, whatever it was, and takes it out of the index. */
export function makeDone(id: string) {
  return {
    Key: toAttributes(outboxKey(id)),
    UpdateExpression: `SET #status = :done REMOVE ${indexes.due.partition}, ${indexes.due.sort}`,
    // Without it an update creates what is not there.
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: toAttributes({ ':done': 'done' }),
  };
}

/** As an action of a transaction. */
export function acknowledge(id: string): TransactWriteItem {
  return { Update: { TableName: '', ...makeDone(id) } };
}
