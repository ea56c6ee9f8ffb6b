import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoTable } from '../../functions/adapters/dynamodb/table/table.ts';

/** The table of an environment, and how to reach it. */
export interface TableTarget {
  readonly tableName: string;
  readonly region: string;
  /** Only for the local AWS. */
  readonly endpoint?: string;
  /** Only for the local AWS. Otherwise the operator's own credentials are used. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Works on the table through its own connection, which it closes again. */
export async function withTable<T>(
  { tableName, ...connection }: TableTarget,
  work: (table: DynamoTable) => Promise<T>,
): Promise<T> {
  const client = new DynamoDBClient(connection);
  try {
    return await work({ client, tableName });
  } finally {
    client.destroy();
  }
}
