import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Settlement } from '../../../application/ports/record.ts';
import { toAttributes } from '../table/items.ts';
import { signOffKey } from '../table/keys.ts';
import type { DynamoTable } from '../table/table.ts';
import { type Action, transact } from '../table/transaction.ts';
import { untilDone } from '../table/tries.ts';
import { mergeMovements, moveMoney } from './budget-movements.ts';
import { holdFields } from './proposal-items.ts';

/**
 * R12. Settles one borough: its request's hold and its budgets in one transaction, on condition that the hold is still
 * exactly `from`. False: it was already settled. Safe to repeat, even after a lost reply. Throws if a budget holds less
 * than the record says, and `Overloaded` if other writes always come first.
 */
export function settleHold(table: DynamoTable, settlement: Settlement): Promise<boolean> {
  const { proposal, revision, borough, from, to, movements } = settlement;
  const actions: readonly Action<'hold' | 'budget'>[] = [
    { tag: 'hold', write: replaceHold(signOffKey(proposal, revision, borough), holdFields(from), holdFields(to)) },
    ...mergeMovements(movements).map((movement) => ({ tag: 'budget' as const, write: moveMoney(movement) })),
  ];
  // All tries share one token. If a try was written and its reply lost, the next try succeeds without writing again.
  const token = randomUUID();
  return untilDone(table, `settling ${borough} of ${proposal}`, async () => {
    const written = await transact(table, actions, token);
    if (written.kind === 'written') return true;
    if (written.kind !== 'cancelled') return undefined;
    if (written.failed.some(({ tag }) => tag === 'hold')) return false;
    if (written.failed.length === 0) return undefined;
    throw new Error(`The budgets of ${borough} hold less than proposal ${proposal} says`);
  });
}

type Fields = ReturnType<typeof holdFields>;

function replaceHold(key: { readonly pk: string; readonly sk: string }, from: Fields, to: Fields): TransactWriteItem {
  return {
    Update: {
      TableName: '',
      Key: toAttributes(key),
      UpdateExpression: 'SET holdStatus = :toStatus, holdCells = :toCells, holdCommitted = :toCommitted',
      ConditionExpression: 'holdStatus = :status AND holdCells = :cells AND holdCommitted = :committed',
      ExpressionAttributeValues: toAttributes({
        ':status': from.holdStatus,
        ':cells': from.holdCells,
        ':committed': from.holdCommitted,
        ':toStatus': to.holdStatus,
        ':toCells': to.holdCells,
        ':toCommitted': to.holdCommitted,
      }),
    },
  };
}
