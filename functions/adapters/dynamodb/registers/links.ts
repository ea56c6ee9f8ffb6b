import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Links } from '../../../application/ports/record.ts';
import type { Link } from '../../../domain/record/access.ts';
import { link as linkSchema } from '../../../schemas/items/access.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { toItem } from '../table/items.ts';
import { linkKey } from '../table/keys.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

const schema = reads<Link>()(linkSchema);

/** Links by the SHA-256 of their token. A link is never changed: its request says whether it was used. */
export class DynamoLinks implements Links {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(hash: string): Promise<Link | undefined> {
    return getItem(this.#table, schema, linkKey(hash));
  }

  async put(link: Link): Promise<void> {
    const Item = toItem(linkKey(link.hash), link);
    await this.#table.client.send(new PutItemCommand({ TableName: this.#table.tableName, Item }));
  }
}
