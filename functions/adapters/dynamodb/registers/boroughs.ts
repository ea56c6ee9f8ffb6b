import { randomUUID } from 'node:crypto';
import type { Boroughs } from '../../../application/ports/registers.ts';
import type { Person } from '../../../domain/record/proposal-state.ts';
import type { Borough } from '../../../domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../domain/vocabulary/proposal.ts';
import { borough as boroughSchema } from '../../../schemas/items/people.ts';
import { parseItem, toItem } from '../table/items.ts';
import { boroughKey, personKey } from '../table/keys.ts';
import { queryWholeIndex } from '../table/listing.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { type Action, put, putOver, transact } from '../table/transaction.ts';
import { untilDone } from '../table/tries.ts';

const listPartition = 'BOROUGH';

/** One borough. A function that needs nothing else of boroughs contains only this. */
export function getBorough(table: DynamoTable, borough: BoroughCode): Promise<Borough | undefined> {
  return getItem(table, boroughSchema, boroughKey(borough));
}

/** Boroughs with their officers. An officer's name and address are also in the person's item, which is erased. */
export class DynamoBoroughs implements Boroughs {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(borough: BoroughCode): Promise<Borough | undefined> {
    return getBorough(this.#table, borough);
  }

  async list(): Promise<readonly Borough[]> {
    const items = await queryWholeIndex(this.#table, { index: 'list', partition: listPartition });
    return items.map((item) => parseItem(boroughSchema, item));
  }

  put(borough: Borough, people: readonly Person[], expected: number | null): Promise<boolean> {
    const item = toItem(boroughKey(borough.borough), { ...borough, listPartition, listKey: borough.borough });
    const actions: readonly Action<'borough' | 'person'>[] = [
      { tag: 'borough', write: putOver(item, expected) },
      ...people.map((person) => ({ tag: 'person' as const, write: put(toItem(personKey(person.id), person)) })),
    ];
    const token = randomUUID();
    return untilDone(this.#table, `changing ${borough.borough}`, async () => {
      const written = await transact(this.#table, actions, token);
      if (written.kind === 'written') return true;
      if (written.kind === 'cancelled' && written.failed.length > 0) return false;
      return undefined;
    });
  }
}
