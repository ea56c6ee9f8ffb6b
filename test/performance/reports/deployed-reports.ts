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

/** One representation of a report as the deployed system sends it. Milliseconds of the fastest of several calls. */
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
/** A workbook is compressed in itself: it is sent as it is. */
const representations = [
  { format: 'json', gzip: false },
  { format: 'json', gzip: true },
  { format: 'csv', gzip: false },
  { format: 'csv', gzip: true },
  { format: 'xlsx', gzip: false },
  { format: 'xlsx', gzip: true },
] as const;

/**
 * The report `roi` of so many rows from the deployed local stack: its own, which ends with it. The function answers once before it is
 * timed, and then in turns. Units are those of the same answer in this process, told by its ETag, which is of its bytes.
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
        throw new Error(`What was counted is not what was sent: ${format}, ${seen.headers.etag} and ${first?.etag}`);
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

/** One GET, its body counted as it comes and thrown away. */
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
