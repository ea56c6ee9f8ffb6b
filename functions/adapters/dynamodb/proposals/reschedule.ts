import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Head } from '../../../domain/record/proposal-state.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { conditionally } from '../table/conditional.ts';
import { duePartition, indexes, toAttributes } from '../table/items.ts';
import { headKey } from '../table/keys.ts';
import type { DynamoTable } from '../table/table.ts';

/** Sets when the sweep must look again at a proposal. False: its head no longer has the version `expected`. */
export async function reschedule(
  { client, tableName }: DynamoTable,
  id: ProposalId,
  expected: number,
  { due, attempts }: Pick<Head, 'due' | 'attempts'>,
): Promise<boolean> {
  const index =
    due === null
      ? `REMOVE ${indexes.due.partition}, ${indexes.due.sort}`
      : `, ${indexes.due.partition} = :partition, ${indexes.due.sort} = :due`;
  const update = {
    TableName: tableName,
    Key: toAttributes(headKey(id)),
    UpdateExpression: `SET attempts = :attempts ${index}`,
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: toAttributes({
      ':attempts': attempts,
      ':expected': expected,
      ...(due === null ? {} : { ':partition': duePartition, ':due': due }),
    }),
  };
  return conditionally(() => client.send(new UpdateItemCommand(update)));
}
