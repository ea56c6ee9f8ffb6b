import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where an engine that speaks DynamoDB's protocol listens. */
export interface DynamoEndpoint {
  readonly endpoint: string;
  readonly region: string;
}

/** The table as the stack store makes it. */
export async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const key = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const attributes = ['pk', 'sk', 'duePartition', 'dueAt', 'listPartition', 'listKey'];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key('pk', 'sk'),
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        { IndexName: 'due', KeySchema: key('duePartition', 'dueAt'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'list', KeySchema: key('listPartition', 'listKey'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
}
