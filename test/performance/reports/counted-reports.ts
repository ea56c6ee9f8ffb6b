import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoReportRows } from '../../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { DynamoKeys } from '../../../functions/adapters/dynamodb/registers/api-keys.ts';
import { DynamoBudgets } from '../../../functions/adapters/dynamodb/registers/budgets.ts';
import { DynamoSnapshots } from '../../../functions/adapters/dynamodb/registers/snapshots.ts';
import { OidcIdentities } from '../../../functions/adapters/oidc/identities.ts';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import type { Clock } from '../../../functions/application/ports/system.ts';
import { reportAnswer } from '../../../functions/handlers/api/report-answer.ts';
import { api, on } from '../../../functions/http/edge/api.ts';
import { client as gatewayTo, type Seen } from '../../support/gateway.ts';
import { type Cost, Meter } from '../meter.ts';

/** A response of the API, and the cost of its calls. */
export interface CountedAnswer {
  readonly seen: Seen;
  readonly costs: readonly Cost[];
}

/**
 * The reports of a table as the deployed function serves them, on the same adapters, but in this process, where every call can be
 * counted. Each request is like the first one of its process, so it also reads the key.
 */
export function countedReports(
  client: DynamoDBClient,
  tableName: string,
  clock: Clock = systemClock,
): (key: string, path: string, headers: Readonly<Record<string, string>>) => Promise<CountedAnswer> {
  const meter = new Meter(client, 'a report');
  const table = { client, tableName };
  return async (key, path, headers) => {
    const deps = {
      rows: new DynamoReportRows(table),
      budgets: new DynamoBudgets(table),
      snapshots: new DynamoSnapshots(table),
      addresses: { of: () => Promise.reject(new Error('A counted report has no signed address')) },
      snapshotSeconds: 60,
      keys: new DynamoKeys(table),
      identities: new OidcIdentities({ issuers: [], digests: systemDigests }),
      clock,
      digests: systemDigests,
      log: () => undefined,
    };
    const handler = api(
      [
        on('reportRoi', (request) => reportAnswer(deps, 'roi', request)),
        on('reportPipeline', (request) => reportAnswer(deps, 'pipeline', request)),
      ],
      deps,
    );
    const from = meter.costs.length;
    const seen = await gatewayTo(handler, key)(path, headers);
    return { seen, costs: meter.costs.slice(from) };
  };
}
