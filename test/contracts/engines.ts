import { inject } from 'vitest';
import type {
  Boroughs,
  Budgets,
  Codes,
  DueMoments,
  Keys,
  Links,
  Outbox,
  ParameterSets,
  People,
  ProposalIds,
  Proposals,
  Replies,
  ReportRows,
  Schemes,
  Snapshots,
  TaskTokens,
} from '../../functions/application/ports/ports.ts';
import type { DynamoEndpoint } from '../support/deployed/dynamo-table.ts';
import type { Fault } from '../support/fakes/fake-table.ts';
import type { FakeClock } from '../support/fakes/system.ts';
import { world } from '../support/worlds/world.ts';
import { openDynamo } from './dynamo-engine.ts';

/** All ports of the table, on an empty table of their own. */
export interface Store {
  readonly proposals: Proposals;
  readonly budgets: Budgets;
  readonly boroughs: Boroughs;
  readonly schemes: Schemes;
  readonly parameterSets: ParameterSets;
  readonly keys: Keys;
  readonly links: Links;
  readonly codes: Codes;
  readonly people: People;
  readonly tokens: TaskTokens;
  readonly replies: Replies;
  readonly outbox: Outbox;
  readonly dueMoments: DueMoments;
  readonly rows: ReportRows;
  readonly proposalIds: ProposalIds;
  readonly snapshots: Snapshots;
  readonly clock: FakeClock;
  /** The next transactions have these faults, one each. */
  failNext(...faults: readonly TransactionFault[]): void;
  /** Something else happens before the next query. */
  beforeNextQuery(action: () => Promise<unknown>): void;
}

/** Every engine can be made to show them all. */
export type TransactionFault = Fault;

/** An implementation of the ports. Another one joins the suites by a line in `engines`. */
export interface Engine {
  readonly name: string;
  open(): Promise<Store>;
}

export const engines: readonly Engine[] = [
  { name: 'fake', open: async () => fakeStore() },
  ...dynamoEngines().map(({ name, at }) => ({ name, open: () => openDynamo(at) })),
];

/** Those that speak DynamoDB's protocol; without Java there is only one (dynamodb-local.test.ts). */
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
