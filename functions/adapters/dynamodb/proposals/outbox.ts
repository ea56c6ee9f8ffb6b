import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { UnknownOutboxKind } from '../../../application/commit/unknown-outbox-kind.ts';
import type { Outbox } from '../../../application/ports/record.ts';
import type { OutboxEntry } from '../../../domain/record/outbox.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import { outboxEntry, outboxKinds } from '../../../schemas/items/outbox-entry.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { conditionally } from '../table/conditional.ts';
import { parseItem, toAttributes } from '../table/items.ts';
import { outboxKey } from '../table/keys.ts';
import { getAttributes } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { makeDone } from './outbox-writes.ts';

const schema = reads<OutboxEntry>()(outboxEntry);

/** What must follow a change. Entries are never deleted, so an id is used only once. */
export class DynamoOutbox implements Outbox {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  /** Throws `UnknownOutboxKind` for an entry that a newer version wrote. */
  async get(id: string): Promise<OutboxEntry | undefined> {
    const item = await getAttributes(this.#table, outboxKey(id));
    if (item === undefined) return undefined;
    const kind = item.task?.M?.kind?.S;
    if (kind !== undefined && !outboxKinds.includes(kind)) throw new UnknownOutboxKind(id, kind);
    return parseItem(schema, item);
  }

  async done(id: string): Promise<void> {
    const { client, tableName } = this.#table;
    await conditionally(() => client.send(new UpdateItemCommand({ TableName: tableName, ...makeDone(id) })));
  }

  async postpone(id: string, due: Instant, drive: boolean): Promise<void> {
    const { client, tableName } = this.#table;
    const update = {
      TableName: tableName,
      Key: toAttributes(outboxKey(id)),
      UpdateExpression: `SET dueAt = :due${drive ? ' ADD attempt :one' : ''}`,
      ConditionExpression: '#status = :pending',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: toAttributes({
        ':due': due,
        ':pending': 'pending',
        ...(drive ? { ':one': 1 } : {}),
      }),
    };
    // An entry that is absent or already done stays as it is.
    await conditionally(() => client.send(new UpdateItemCommand(update)));
  }
}
