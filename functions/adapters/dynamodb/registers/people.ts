import type { People } from '../../../application/ports/record.ts';
import type { Person } from '../../../domain/record/proposal-state.ts';
import type { PersonId } from '../../../domain/vocabulary/borough.ts';
import { person as personSchema } from '../../../schemas/items/people.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { personKey } from '../table/keys.ts';
import { getItems } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

const schema = reads<Person>()(personSchema);

/** Names and addresses by a person's random id. An erased person has no item. */
export class DynamoPeople implements People {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async get(ids: readonly PersonId[]): Promise<readonly Person[]> {
    return getItems(this.#table, schema, ids.map(personKey));
  }
}
