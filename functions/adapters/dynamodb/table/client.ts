import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where the table is. The function's environment has both unless they are given. */
export interface DynamoClientSettings {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * A client with short timeouts, because a person waits for the answer. A transaction of 100 items takes about 50 ms. An
 * attempt ends after 1 s without a connection or 3 s without a reply, and is repeated at most twice. Repeating is safe:
 * reads change nothing, every write has a condition, and a transaction has a token. The SDK does not repeat a conflict,
 * which means that the caller must read and decide again.
 */
export function dynamoClient({ endpoint, region }: DynamoClientSettings = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
}
