import type { TestProject } from 'vitest/node';
import { type EmptyAws, startEmptyAws } from './deployed/local-aws.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local/dynamodb-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    aws: EmptyAws;
    dynamoDbLocal: DynamoDbLocal;
  }
}

/** One local AWS and one DynamoDB Local for all contract suites. Each test makes its own table. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [aws, dynamoDbLocal] = await Promise.all([startEmptyAws(), startDynamoDbLocal()]);
  project.provide('aws', aws.value);
  project.provide('dynamoDbLocal', dynamoDbLocal.value);
  return async () => {
    await Promise.all([aws.stop(), dynamoDbLocal.stop()]);
  };
}
