import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Keys } from '../../../application/ports/registers.ts';
import type { Key } from '../../../domain/record/access.ts';
import { key as keySchema } from '../../../schemas/items/access.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { parseItem, toItem } from '../table/items.ts';
import { keyKey } from '../table/keys.ts';
import { queryWholeIndex } from '../table/listing.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

const listPartition = 'KEY';
const schema = reads<Key>()(keySchema);

/** API keys by the SHA-256 of their secret. A deleted key stays, with the moment of its deletion. */
export class DynamoKeys implements Keys {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(id: string): Promise<Key | undefined> {
    return getItem(this.#table, schema, keyKey(id));
  }

  async list(): Promise<readonly Key[]> {
    const items = await queryWholeIndex(this.#table, { index: 'list', partition: listPartition });
    return items.map((item) => parseItem(schema, item));
  }

  async put(key: Key): Promise<void> {
    const Item = toItem(keyKey(key.id), { ...key, listPartition, listKey: `${key.createdAt}#${key.id}` });
    await this.#table.client.send(new PutItemCommand({ TableName: this.#table.tableName, Item }));
  }
}
