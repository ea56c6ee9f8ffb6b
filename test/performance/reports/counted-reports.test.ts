import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DynamoReportRows } from '../../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { DynamoKeys } from '../../../functions/adapters/dynamodb/registers/api-keys.ts';
import type { ProposalRow } from '../../../functions/domain/record/report-row.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import { keyFor } from '../../support/builders/api-keys.ts';
import { pid } from '../../support/builders/ids.ts';
import { aProposalRow } from '../../support/builders/rows.ts';
import { createTable } from '../../support/deployed/dynamo-table.ts';
import { readOf, writtenOf } from '../sums.ts';
import { rowAt } from './bench-rows.ts';
import { countedReports } from './counted-reports.ts';

const now: Instant = '2026-11-23T10:00:00.000Z';
const clock = { now: () => now };
const clients: DynamoDBClient[] = [];
afterAll(() => {
  for (const client of clients) client.destroy();
});

/** A new table, and the cost of asking it for a report. */
async function openTable() {
  const { region, credentials } = localAws;
  const client = new DynamoDBClient({ endpoint: inject('aws').endpoint, region, credentials });
  clients.push(client);
  const tableName = `reports-${randomUUID()}`;
  await createTable(client, tableName);
  const table = { client, tableName };
  const rows = new DynamoReportRows(table);
  const key = await keyFor(new DynamoKeys(table), { scopes: ['reports:read'] });
  const counted = countedReports(client, tableName, clock);
  return { rows, ask: (path: string, gzip = false) => counted(key, path, gzip ? { 'accept-encoding': 'gzip' } : {}) };
}

/** Units as measured: one each for the key and the snapshot, the rest for rows of 590 bytes. */
const measured = 75;

describe('a report of 1,000 rows', () => {
  let table: Awaited<ReturnType<typeof openTable>>;
  beforeAll(async () => {
    table = await openTable();
    await table.rows.put(Array.from({ length: 1_000 }, (_, at) => rowAt(at)));
  });

  test.each([
    ['json', false],
    ['json', true],
    ['csv', false],
    ['csv', true],
    ['xlsx', false],
    ['html', true],
  ] as const)(
    'reads the key, its snapshot and each row once, and writes nothing, as %s (gzip %s)',
    async (format, gzip) => {
      const { seen, costs } = await table.ask(`/v1/reports/roi?format=${format}`, gzip);
      expect(seen.status).toBe(200);
      expect(Math.abs(readOf(costs) / measured - 1), String(readOf(costs))).toBeLessThan(0.01);
      expect(writtenOf(costs)).toBe(0);
    },
  );
});

describe('the median beside the pipeline', () => {
  const submittedAt = { before: '2024-03-31T22:59:59.999Z', since: '2024-03-31T23:00:00.000Z' } as const;
  const proposals = (when: keyof typeof submittedAt, count: number): readonly ProposalRow[] =>
    Array.from({ length: count }, (_, at) =>
      aProposalRow({
        ...{
          proposal: pid(`${when}-${at}`),
          reference: `JF-${String(at).padStart(6, '0')}`,
          status: 'funded',
          updatedAt: now,
        },
        ...{ submittedAt: submittedAt[when], decidedAt: '2024-05-01T10:00:00.000Z' },
      }),
    );

  test('costs nothing for proposals older than three financial years, and half a unit per 4 KB of newer ones', async () => {
    const { rows, ask } = await openTable();
    const units = async () => {
      const { seen, costs } = await ask('/v1/reports/pipeline');
      return { decided: seen.json.figures.decided, read: readOf(costs) };
    };
    const empty = await units();
    expect(empty.decided).toBe(0);
    await rows.put(proposals('before', 600));
    expect(await units()).toEqual(empty);
    await rows.put(proposals('since', 600));
    const since = await units();
    expect(since.decided).toBe(600);
    expect(since.read).toBeGreaterThan(empty.read + 20);
  });
});
