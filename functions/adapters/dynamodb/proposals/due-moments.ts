import * as z from 'zod/mini';
import type { Due, DueMoments, Page } from '../../../application/ports/record.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import { proposalId } from '../../../domain/vocabulary/proposal.ts';
import { instant } from '../../../schemas/items/vocabulary.ts';
import { type Attributes, duePartition, parseItem } from '../table/items.ts';
import { queryIndex } from '../table/listing.ts';
import type { DynamoTable } from '../table/table.ts';

/** The index has only keys. */
const schema = z.object({ pk: z.string(), dueAt: instant });

/** What is due, earliest first. A hint: the index lags behind the table, so the caller reads the item first. */
export class DynamoDueMoments implements DueMoments {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async before(at: Instant, limit: number, cursor?: string): Promise<Page<Due>> {
    const page = await queryIndex(
      this.#table,
      { index: 'due', partition: duePartition, within: { upTo: at } },
      limit,
      cursor,
    );
    return { ...page, items: page.items.map(dueOf) };
  }
}

function dueOf(item: Attributes): Due {
  const { pk, dueAt } = parseItem(schema, item);
  const separator = pk.indexOf('#');
  const prefix = pk.slice(0, separator);
  const id = pk.slice(separator + 1);
  if (prefix === 'PROPOSAL') return { kind: 'proposal', id: proposalId(id), at: dueAt };
  if (prefix === 'OUTBOX') return { kind: 'outbox', id, at: dueAt };
  throw new Error(`An item with the prefix ${prefix} must not have a due moment`);
}
