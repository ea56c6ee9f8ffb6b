import { ScanCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Page, ProposalIds } from '../../../application/ports/record.ts';
import { type ProposalId, proposalId } from '../../../domain/vocabulary/proposal.ts';
import { toAttributes, toFields } from '../table/items.ts';
import { headSort, proposalPrefix } from '../table/keys.ts';
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

  async page(cursor?: string): Promise<Page<ProposalId>> {
    const { client, tableName } = this.#table;
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'pk',
        FilterExpression: 'sk = :head AND begins_with(pk, :proposal)',
        ExpressionAttributeValues: toAttributes({ ':head': headSort, ':proposal': proposalPrefix }),
        ...(cursor === undefined ? {} : { ExclusiveStartKey: toAttributes(z.parse(cursorSchema, JSON.parse(cursor))) }),
      }),
    );
    const items = Items.flatMap(({ pk }) =>
      pk?.S === undefined ? [] : [proposalId(pk.S.slice(proposalPrefix.length))],
    );
    return LastEvaluatedKey === undefined ? { items } : { items, next: JSON.stringify(toFields(LastEvaluatedKey)) };
  }
}
