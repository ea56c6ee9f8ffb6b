import { get, type IncomingMessage } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoReportRows } from '../../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import type { Endpoints } from '../../../infra/local/endpoints.ts';
import { AwsCalls } from '../../support/deployed/aws-calls.ts';
import { startDeployedStack } from '../../support/deployed/local-aws.ts';
import { tableName } from '../../support/deployed/table-reader.ts';
import { readOf, writtenOf } from '../sums.ts';
import { rowAt } from './bench-rows.ts';
import { countedReports } from './counted-reports.ts';

/** One representation of a report from the deployed system. The milliseconds are those of the fastest call. */
export interface DeployedReport {
  readonly format: string;
  readonly gzip: boolean;
  readonly bytes: number;
  /** From the request to the first byte of the body. */
  readonly firstByte: number;
  readonly lastByte: number;
  readonly read: number;
  readonly write: number;
}

const rounds = 5;
/** A workbook is already compressed, so it is not compressed again. */
const representations = [
  { format: 'json', gzip: false },
  { format: 'json', gzip: true },
  { format: 'csv', gzip: false },
  { format: 'csv', gzip: true },
  { format: 'xlsx', gzip: false },
  { format: 'xlsx', gzip: true },
] as const;

/**
 * The report `roi` with this many rows, from a local stack of its own. The function answers once before it is timed. The units
 * are those of the same response in this process, matched by its ETag.
 */
export async function deployedReports(rows: number): Promise<readonly DeployedReport[]> {
  const stack = await startDeployedStack();
  const { endpoints } = stack.value;
  const { region, credentials } = localAws;
  const client = new DynamoDBClient({ endpoint: endpoints.awsEndpoint, region, credentials });
  try {
    const table = await tableName(new AwsCalls(endpoints.awsEndpoint));
    await new DynamoReportRows({ client, tableName: table }).put(Array.from({ length: rows }, (_, at) => rowAt(at)));
    const times = new Map(representations.map((each) => [each, [] as Timed[]]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [each, timed] of times) timed.push(await pulled(endpoints, each));
    }
    const counted = countedReports(client, table);
    const reports: DeployedReport[] = [];
    for (const [{ format, gzip }, [first, ...timed]] of times) {
      const { seen, costs } = await counted(endpoints.keys.finance, pathOf(format), accepting(gzip));
      if (first === undefined || seen.headers.etag !== first.etag)
        throw new Error(
          `The counted report differs from the sent one: ${format}, ${seen.headers.etag} and ${first?.etag}`,
        );
      reports.push({
        ...{ format, gzip, bytes: first.bytes, read: readOf(costs), write: writtenOf(costs) },
        firstByte: Math.min(...timed.map(({ firstByte }) => firstByte)),
        lastByte: Math.min(...timed.map(({ lastByte }) => lastByte)),
      });
    }
    return reports;
  } finally {
    client.destroy();
    await stack.stop();
  }
}

interface Timed {
  readonly bytes: number;
  readonly firstByte: number;
  readonly lastByte: number;
  readonly etag: string | undefined;
}

function pathOf(format: string): string {
  return `/v1/reports/roi?format=${format}`;
}

function accepting(gzip: boolean): Readonly<Record<string, string>> {
  return { 'accept-encoding': gzip ? 'gzip' : 'identity' };
}

/** One GET. Counts the body and throws it away. */
async function pulled(
  { baseUrl, keys }: Endpoints,
  { format, gzip }: { readonly format: string; readonly gzip: boolean },
): Promise<Timed> {
  const from = performance.now();
  const headers = { authorization: `Bearer ${keys.finance}`, ...accepting(gzip) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(baseUrl + pathOf(format), { headers }, resolve).on('error', reject);
  });
  let bytes = 0;
  let firstByte = 0;
  for await (const part of response) {
    if (bytes === 0) firstByte = performance.now() - from;
    bytes += (part as Buffer).byteLength;
  }
  if (response.statusCode !== 200) throw new Error(`${format} answered ${response.statusCode}`);
  return { bytes, firstByte, lastByte: performance.now() - from, etag: response.headers.etag };
}
