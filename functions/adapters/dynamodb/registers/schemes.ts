import { randomUUID } from 'node:crypto';
import type { Schemes, VersionedScheme } from '../../../application/ports/registers.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { versionedScheme } from '../../../schemas/items/versioned-scheme.ts';
import { parseItem, toItem } from '../table/items.ts';
import { schemeKey } from '../table/keys.ts';
import { queryWholeIndex } from '../table/listing.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { putOver, transact } from '../table/transaction.ts';
import { untilDone } from '../table/tries.ts';

const listPartition = 'SCHEME';
const schema = reads<VersionedScheme>()(versionedScheme);

/** The schemes that proposals choose from. A proposal keeps its own copy, so later changes do not affect it (R6). */
export class DynamoSchemes implements Schemes {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(name: string): Promise<VersionedScheme | undefined> {
    return getItem(this.#table, schema, schemeKey(name));
  }

  async list(): Promise<readonly VersionedScheme[]> {
    const items = await queryWholeIndex(this.#table, { index: 'list', partition: listPartition });
    return items.map((item) => parseItem(schema, item));
  }

  put({ scheme, version }: VersionedScheme, expected: number | null): Promise<boolean> {
    const item = toItem(schemeKey(scheme.name), { scheme, version, listPartition, listKey: scheme.name });
    const token = randomUUID();
    return untilDone(this.#table, `changing the scheme ${scheme.name}`, async () => {
      const written = await transact(this.#table, [{ tag: 'scheme', write: putOver(item, expected) }], token);
      if (written.kind === 'written') return true;
      if (written.kind === 'cancelled' && written.failed.length > 0) return false;
      return undefined;
    });
  }
}
