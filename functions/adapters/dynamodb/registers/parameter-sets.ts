import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AddedParameterSet, ParameterSets } from '../../../application/ports/registers.ts';
import { addedParameterSet } from '../../../schemas/items/parameter-set.ts';
import { conditionally } from '../table/conditional.ts';
import { parseItem, toItem } from '../table/items.ts';
import { parameterSetKey, parameterSetPartition, parameterSetRange } from '../table/keys.ts';
import { queryRange } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

/** The parameter sets that operators added, in one partition, so that one consistent query reads all of them (R14). */
export class DynamoParameterSets implements ParameterSets {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async added(): Promise<readonly AddedParameterSet[]> {
    const items = await queryRange(this.#table, parameterSetPartition, parameterSetRange);
    return items.map((item) => parseItem(addedParameterSet, item));
  }

  add({ set, addedAt }: AddedParameterSet): Promise<boolean> {
    const { client, tableName } = this.#table;
    const put = new PutItemCommand({
      TableName: tableName,
      Item: toItem(parameterSetKey(set.id), { set, addedAt }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    return conditionally(() => client.send(put));
  }
}
