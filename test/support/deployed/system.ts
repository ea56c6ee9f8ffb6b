import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { demoSchemes } from '../../../infra/local/demo/demo-coalition.ts';
import type { Endpoints } from '../../../infra/local/endpoints.ts';
import { ApiClient, jsonOf } from './api-client.ts';
import { AwsCalls } from './aws-calls.ts';
import { type CoalitionOptions, type Members, newCoalition } from './coalition.ts';
import { MailReader } from './mail-reader.ts';
import { thisYear } from './proposal-body.ts';

/** A deployed system, as people and programs reach it. */
export interface System {
  readonly baseUrl: string;
  /** The API with each of the demo's three keys, and without a key. */
  readonly proposer: ApiClient;
  readonly finance: ApiClient;
  readonly admin: ApiClient;
  readonly nobody: ApiClient;
  readonly mailbox: MailReader;
  readonly aws: AwsCalls;
  /** Boroughs for one test, with £500,000 of each budget kind this financial year. */
  coalition<N extends number>(size: N, options?: Partial<CoalitionOptions>): Promise<Members<N>>;
  /** Puts a scheme like the demo's `quick`, except for these members. */
  scheme(name: string, changes: Readonly<Record<string, unknown>>): Promise<string>;
  /** Runs the sweep now, as its schedule does. */
  sweep(): Promise<Swept>;
  budget(borough: BoroughCode, financialYear?: string): Promise<Budget>;
}

/** The report of a sweep. */
export interface Swept {
  readonly attended: number;
  readonly failed: number;
}

interface Figures {
  readonly allocated: number;
  readonly available: number;
  readonly held: number;
  readonly committed: number;
  readonly drawn: number;
}
/** A borough's budget of one financial year, in pence. */
export interface Budget {
  readonly revenue: Figures;
  readonly capital: Figures;
}

export function systemAt(endpoints: Endpoints): System {
  const { baseUrl, mailboxUrl, awsEndpoint, keys, functions } = endpoints;
  const admin = new ApiClient(baseUrl, keys.admin);
  const aws = new AwsCalls(awsEndpoint);
  return {
    baseUrl,
    proposer: new ApiClient(baseUrl, keys.proposer),
    finance: new ApiClient(baseUrl, keys.finance),
    admin,
    nobody: new ApiClient(baseUrl, null),
    mailbox: new MailReader(mailboxUrl),
    aws,
    coalition: (size, options = {}) => newCoalition(admin, size, { financialYears: [thisYear()], ...options }),
    scheme: async (name, changes) => {
      const quick = demoSchemes().find(({ path }) => path.endsWith('/quick'))?.body as object;
      await admin.must(`/v1/schemes/${name}`, { method: 'PUT', body: { ...quick, ...changes } });
      return name;
    },
    sweep: () => aws.invoke<Swept>(functions.sweep),
    budget: async (borough, financialYear = thisYear()) =>
      jsonOf<Budget>(await admin.must(`/v1/boroughs/${borough}/budgets/${financialYear}`)),
  };
}
