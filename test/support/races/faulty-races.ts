import { openServices } from '../../contracts/engines/aws-services.ts';
import type { DynamoEndpoint } from '../deployed/dynamo-table.ts';
import { type FaultProxy, openFaultProxy } from '../deployed/fault-proxy.ts';
import { type RacesOptions, type RacesReport, runRaces } from './races.ts';
import { resumeClosed } from './resume-closed.ts';

export interface FaultyRacesReport {
  readonly report: RacesReport;
  readonly faults: FaultProxy['counts'];
  /** Executions of closed rounds that were resumed and ended. */
  readonly resumed: number;
}

const maxResumed = 12;

/** Races through the fault proxy. Executions of some closed rounds are then also resumed through it. */
export async function runRacesWithFaults({
  aws,
  ...options
}: Omit<RacesOptions, 'through'> & { readonly aws: DynamoEndpoint }): Promise<FaultyRacesReport> {
  const proxy = await openFaultProxy({ table: options.at.endpoint, others: aws.endpoint }, options.seed);
  try {
    const through = { ...options.at, endpoint: proxy.endpoint };
    const report = await runRaces({ ...options, through });
    const services = await openServices({ ...aws, endpoint: proxy.endpoint });
    const closed = report.closed.slice(0, maxResumed);
    for (const proposal of closed) await resumeClosed(report.table, services, proposal);
    return { report, faults: proxy.counts, resumed: closed.length };
  } finally {
    await proxy.close();
  }
}
