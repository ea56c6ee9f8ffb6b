import { inject } from 'vitest';
import type { DynamoEndpoint } from '../../support/deployed/dynamo-table.ts';
import { world } from '../../support/worlds/world.ts';
import { openDynamo } from './dynamo-engine.ts';
import type { Store } from './store.ts';

/** An implementation of the ports. A line in `engines` adds another one to the suites. */
export interface Engine {
  readonly name: string;
  open(): Promise<Store>;
}

export const engines: readonly Engine[] = [
  { name: 'fake', open: async () => fakeStore() },
  ...dynamoEngines().map(({ name, at }) => ({ name, open: () => openDynamo(at) })),
];

/** The engines that speak DynamoDB's protocol. Without Java there is only one (dynamodb-local.test.ts). */
export function dynamoEngines(): readonly { readonly name: string; readonly at: DynamoEndpoint }[] {
  const [aws, local] = [inject('aws'), inject('dynamoDbLocal')];
  return [{ name: 'MiniStack', at: aws }, ...(local.kind === 'running' ? [{ name: 'DynamoDB Local', at: local }] : [])];
}

function fakeStore(): Store {
  const fake = world();
  return {
    ...fake,
    failNext: (...faults) => fake.table.failNext(...faults),
    beforeNextQuery: (action) => fake.table.beforeNextQuery(action),
  };
}
