import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { conditionally } from '../table/conditional.ts';
import { toItem } from '../table/items.ts';
import { lateKey } from '../table/keys.ts';
import type { DynamoTable } from '../table/table.ts';

/** Keeps the first late answer in an item beside its request; later ones change nothing (R5). */
export async function keepLate(
  { client, tableName }: DynamoTable,
  proposal: ProposalId,
  revision: number,
  borough: BoroughCode,
  late: NonNullable<SignOffRequest['late']>,
  reviewer?: PersonId,
): Promise<void> {
  const Item = toItem(lateKey(proposal, revision, borough, reviewer), { borough, reviewer, late });
  const first = { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' };
  await conditionally(() => client.send(new PutItemCommand(first)));
}
