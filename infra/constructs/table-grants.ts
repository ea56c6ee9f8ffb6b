import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { KeyPrefix, TableAccess } from '../access.ts';

/** What each word of {@link TableAccess} means to IAM. */
const actionsOf = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  update: ['dynamodb:UpdateItem'],
  check: ['dynamodb:ConditionCheckItem'],
  remove: ['dynamodb:DeleteItem'],
} as const satisfies Record<Exclude<keyof TableAccess, 'indexes'>, readonly string[]>;

/**
 * Gives a function what `access` says and no more: each statement names the partition keys it is for. A scan has no leading key,
 * and `ForAllValues` is true of nothing; the `Null` condition therefore refuses every call without one.
 */
export function grantTableAccess(table: Table, grantee: IGrantable, access: TableAccess): void {
  for (const [word, actions] of Object.entries(actionsOf)) {
    const prefixes: readonly KeyPrefix[] = access[word as keyof typeof actionsOf] ?? [];
    if (prefixes.length === 0) continue;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [table.tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
    );
  }
  const indexes = access.indexes ?? [];
  if (indexes.length === 0) return;
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
    }),
  );
}
