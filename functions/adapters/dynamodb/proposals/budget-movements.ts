import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Budget, Movement } from '../../../domain/money/budget.ts';
import { type Attributes, toAttributes } from '../table/items.ts';
import { budgetKey } from '../table/keys.ts';

const states = ['available', 'held', 'committed'] as const;

/** One movement per budget, because a transaction may write an item only once. Movements of zero are left out. */
export function mergeMovements(movements: readonly Movement[]): readonly Movement[] {
  const merged = new Map<string, Movement>();
  for (const movement of movements) {
    const { pk } = budgetKey(movement.borough, movement.financialYear, movement.kind);
    const before = merged.get(pk);
    merged.set(pk, {
      borough: movement.borough,
      financialYear: movement.financialYear,
      kind: movement.kind,
      available: movement.available + (before?.available ?? 0),
      held: movement.held + (before?.held ?? 0),
      committed: movement.committed + (before?.committed ?? 0),
    });
  }
  return [...merged.values()].filter((movement) => states.some((state) => movement[state] !== 0));
}

/**
 * R12. Adds a merged movement's differences to the stored amounts, on condition that no amount falls below 0. The
 * condition never names a version, so that proposals which use one budget do not wait for each other. Throws if the
 * differences do not sum to 0, or if the movement takes back a commitment.
 */
export function moveMoney(movement: Movement): TransactWriteItem {
  const sum = movement.available + movement.held + movement.committed;
  if (sum !== 0 || movement.committed < 0)
    throw new Error(`This movement of money is not allowed: ${JSON.stringify(movement)}`);
  const moved = states.filter((state) => movement[state] !== 0);
  const taken = moved.filter((state) => movement[state] < 0);
  return {
    Update: {
      TableName: '',
      Key: toAttributes(budgetKey(movement.borough, movement.financialYear, movement.kind)),
      UpdateExpression: `ADD ${moved.map((state) => `#${state} :${state}`).join(', ')}`,
      ConditionExpression: taken.map((state) => `#${state} >= :${state}Needed`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(moved.map((state) => [`#${state}`, state])),
      ExpressionAttributeValues: toAttributes({
        ...Object.fromEntries(moved.map((state) => [`:${state}`, movement[state]])),
        ...Object.fromEntries(taken.map((state) => [`:${state}Needed`, 0 - movement[state]])),
      }),
      // The old item shows whether too little is available or the holds differ from the record.
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/**
 * Whether a movement failed because too little is available, which is an answer to the borough. Any other reason is a
 * broken ledger. An absent budget has nothing available.
 */
export function isShort(movement: Movement, found: Attributes | undefined): boolean {
  const available: keyof Budget = 'available';
  const amount = Number(found?.[available]?.N ?? 0);
  return movement.available < 0 && amount + movement.available < 0;
}
