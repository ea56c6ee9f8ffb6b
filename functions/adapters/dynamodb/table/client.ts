import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where the table is; both from the function's surroundings unless given. */
export interface DynamoClientSettings {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * A client whose patience is set on purpose. A transaction of 100 items takes some 50 ms, and a person waits for the answer:
 * after 1 s without a connection or 3 s without a reply the attempt is given up, and made again at most twice. Repeating is safe,
 * because reads change nothing, every write has a condition, and a transaction carries a token. A conflict is not repeated by the
 * SDK, nor may it be: it means to read and decide again.
 */
export function dynamoClient({ endpoint, region }: DynamoClientSettings = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
}
