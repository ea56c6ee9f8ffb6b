import type {
  Codes,
  DueMoments,
  Links,
  Outbox,
  People,
  ProposalIds,
  Proposals,
  Replies,
  TaskTokens,
} from '../../../functions/application/ports/record.ts';
import type {
  Boroughs,
  Budgets,
  Keys,
  ParameterSets,
  Schemes,
} from '../../../functions/application/ports/registers.ts';
import type { ReportRows, Snapshots } from '../../../functions/application/ports/reports.ts';
import type { Fault } from '../../support/fakes/fake-table.ts';
import type { FakeClock } from '../../support/fakes/system.ts';

/** All ports of the table, on their own empty table. */
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
  /** This happens before the next query. */
  beforeNextQuery(action: () => Promise<unknown>): void;
}

/** The faults that every engine can show. */
export type TransactionFault = Fault;
