import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Snapshots } from '../../../application/ports/reports.ts';
import type { Snapshot, WantedSnapshot } from '../../../domain/record/snapshot.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import { snapshot, wantedSnapshot } from '../../../schemas/items/snapshot.ts';
import { expiry, parseItem, toItem } from '../table/items.ts';
import { type Key, snapshotKey, wantedSnapshotKey } from '../table/keys.ts';
import { queryIndex } from '../table/listing.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

const partition = 'SNAPSHOT';
const maxWanted = 200;
/** Days after which the table may remove an item: longer than any snapshot is made again. */
const daysKept = 7;

/** Two items per request, so that readers and the maker never overwrite each other's item. */
export class DynamoSnapshots implements Snapshots {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(id: string): Promise<Snapshot | undefined> {
    return getItem<Snapshot>(this.#table, snapshot, snapshotKey(id));
  }

  made(id: string, made: Snapshot): Promise<void> {
    return this.#put(snapshotKey(id), { ...made, ...expiry(made.madeAt, daysKept) });
  }

  want(wanted: WantedSnapshot): Promise<void> {
    const { id, wantedAt } = wanted;
    const list = { listPartition: partition, listKey: `${wantedAt}#${id}` };
    return this.#put(wantedSnapshotKey(id), { ...wanted, ...list, ...expiry(wantedAt, daysKept) });
  }

  async wanted(since: Instant): Promise<readonly WantedSnapshot[]> {
    const query = { index: 'list', partition, within: { from: since }, backwards: true } as const;
    const found: WantedSnapshot[] = [];
    let cursor: string | undefined;
    do {
      const page = await queryIndex(this.#table, query, maxWanted - found.length, cursor);
      found.push(...page.items.map((item) => parseItem<WantedSnapshot>(wantedSnapshot, item)));
      cursor = page.next;
    } while (cursor !== undefined && found.length < maxWanted);
    return found;
  }

  async #put(key: Key, fields: object): Promise<void> {
    const { client, tableName } = this.#table;
    await client.send(new PutItemCommand({ TableName: tableName, Item: toItem(key, fields) }));
  }
}
