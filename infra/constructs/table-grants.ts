import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { KeyPrefix, TableAccess } from '../table-access.ts';

/** What each word of {@link TableAccess} means in IAM. */
const actionsOf = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  update: ['dynamodb:UpdateItem'],
  check: ['dynamodb:ConditionCheckItem'],
} as const satisfies Record<Exclude<keyof TableAccess, 'indexes'>, readonly string[]>;

/**
 * Gives a function exactly the rights in `access`: each statement names its partition keys. A scan has no leading key, and
 * `ForAllValues` is true for an empty set. So the `Null` condition refuses every call without a key.
 */
export function grantTableAccess(table: Table, grantee: IGrantable, access: TableAccess): void {
  const grant = (actions: readonly string[], resource: string, keys: readonly string[]): void => {
    if (keys.length === 0) return;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [resource],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
    );
  };
  for (const [word, actions] of Object.entries(actionsOf)) {
    const prefixes: readonly KeyPrefix[] = access[word as keyof typeof actionsOf] ?? [];
    grant(
      actions,
      table.tableArn,
      prefixes.map((prefix) => `${prefix}*`),
    );
  }
  for (const [index, partitions] of Object.entries(access.indexes ?? {})) {
    grant(['dynamodb:Query'], `${table.tableArn}/index/${index}`, partitions);
  }
}
