import { ScanCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Page, ProposalIds } from '../../../application/ports/record.ts';
import { toAttributes, toFields } from '../table/items.ts';
import { headKey, proposalPartition } from '../table/keys.ts';
import type { DynamoTable } from '../table/table.ts';

const cursorSchema = z.object({ pk: z.string(), sk: z.string() });

/**
 * Every proposal of the table, found by a scan for heads. No index holds heads, and the rows in the index may be what
 * must be rebuilt. Functions' roles do not allow scans; an operator's own rights do.
 */
export class DynamoProposalIds implements ProposalIds {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async page(cursor?: string): Promise<Page<string>> {
    const { client, tableName } = this.#table;
    const beginning = proposalPartition('');
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'pk',
        FilterExpression: 'sk = :head AND begins_with(pk, :proposal)',
        ExpressionAttributeValues: toAttributes({ ':head': headKey('').sk, ':proposal': beginning }),
        ...(cursor === undefined ? {} : { ExclusiveStartKey: toAttributes(z.parse(cursorSchema, JSON.parse(cursor))) }),
      }),
    );
    const items = Items.flatMap(({ pk }) => (pk?.S === undefined ? [] : [pk.S.slice(beginning.length)]));
    return LastEvaluatedKey === undefined ? { items } : { items, next: JSON.stringify(toFields(LastEvaluatedKey)) };
  }
}
