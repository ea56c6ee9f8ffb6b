import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { DynamoReportRows } from '../../functions/adapters/dynamodb/proposals/report-rows.ts';
import type { BenefitsRow } from '../../functions/domain/record/report-row.ts';
import { localAws } from '../../infra/local/emulator/emulator.ts';
import { gss, pid } from '../support/builders/ids.ts';
import { submit } from '../support/deployed/journey.ts';
import { systemAt } from '../support/deployed/system.ts';
import { tableName } from '../support/deployed/table-reader.ts';

const endpoints = inject('endpoints');
const system = systemAt(endpoints);
const updatedAt = '2026-11-23T10:00:00.000Z';
/** A scheme that no other test uses. */
const scheme = `large-${randomBytes(4).toString('hex')}`;
const path = `/v1/reports/benefits?format=csv&scheme=${scheme}`;

/** Rows with more than 4 MB even when compressed, because random text hardly compresses. */
const rows = Array.from({ length: 1_600 }, (_, at): BenefitsRow => {
  const amounts = { forecast: at + 1, adjusted: at, actual: null, returnedOn: null };
  return {
    ...{ row: 'benefits', proposal: pid(`${scheme}-${at}`), version: 1, updatedAt, removed: false },
    ...{ reference: `JF-${String(at).padStart(6, '0')}`, title: randomBytes(3_500).toString('base64') },
    ...{ status: 'funded', ending: 'funded', scheme, boroughCode: gss('E09000012'), borough: 'Hackney' },
    cells: [{ financialYear: '2026-27', class: 'cashable', confidence: 1, ...amounts }],
  };
});

let client: DynamoDBClient;
let store: DynamoReportRows;
beforeAll(async () => {
  const { region, credentials } = localAws;
  client = new DynamoDBClient({ endpoint: endpoints.awsEndpoint, region, credentials });
  store = new DynamoReportRows({ client, tableName: await tableName(system.aws) });
  await store.put(rows);
});

/** Removes the rows, so that other tests get small reports. */
afterAll(async () => {
  await store.put(rows.map((row) => ({ ...row, version: 2, removed: true })));
  client.destroy();
});

describe('A report of more than 4 MB', () => {
  test('is prepared, and then a 303 leads to a snapshot with the current rows', async ({ expect }) => {
    const before = await system.finance.call(path);
    // The schedule may have made it already.
    if (before.status !== 303) {
      expect([before.status, before.headers.get('retry-after')]).toEqual([503, '60']);
      expect(before.text).toContain('too large to come at once');
    }
    const done = await system.aws.invoke<{ made: number; failed: number }>(endpoints.functions.snapshot);
    expect(done.failed).toBe(0);
    expect(done.made).toBeGreaterThan(0);
    const answer = await system.finance.call(path);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('x-as-at')).toBe(updatedAt);
    const location = answer.headers.get('location') ?? '';
    const object = await fetch(location);
    if (!object.ok) throw new Error(`${location} answered ${object.status}: ${await object.text()}`);
    expect(object.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(object.headers.get('content-disposition')).toMatch(/^attachment; filename="benefits-.*\.csv"$/);
    const records: Readonly<Record<string, string>>[] = parse(await object.text(), { columns: true });
    expect(records.map(({ reference, title, forecast_gbp: forecast }) => [reference, title, forecast])).toEqual(
      rows.map(({ reference, title, cells }) => [
        reference,
        title.replace(/^(?=[+])/, "'"),
        ((cells[0]?.forecast ?? 0) / 100).toFixed(2),
      ]),
    );
    // HEAD gets an address for HEAD. Each address works only for its method.
    const head = await system.finance.call(path, { method: 'HEAD' });
    const headLocation = head.headers.get('location') ?? '';
    const looked = await fetch(headLocation, { method: 'HEAD' });
    expect([head.status, looked.status]).toEqual([303, 200]);
    expect(looked.headers.get('content-disposition')).toBe(object.headers.get('content-disposition'));
    expect([(await fetch(location, { method: 'HEAD' })).status, (await fetch(headLocation)).status]).toEqual([
      403, 403,
    ]);
    const twice = await fetch(location, { headers: { authorization: 'Bearer jf_anything' } });
    expect([twice.status, await twice.text()]).toEqual([400, expect.stringContaining('Only one auth mechanism')]);
    expect((await fetch(location.replace(/at=?/, 'ab'))).status).toBeGreaterThanOrEqual(400);
    // A client that follows leaves its credential behind, because the object has another origin.
    const followed = await fetch(system.baseUrl + path, {
      headers: { authorization: `Bearer ${endpoints.keys.finance}` },
    });
    expect([followed.status, followed.redirected]).toEqual([200, true]);
  });

  test('20 reports at once do not block answers: all answers are accepted meanwhile', async ({ expect }) => {
    const members = await system.coalition(3);
    const proposal = await submit(system, members);
    const links = await Promise.all(members.map((member) => proposal.link(member)));
    const pulling = Array.from({ length: 20 }, () => system.finance.call('/v1/reports/roi?format=json'));
    // Each answer must be accepted the first time. Nothing is sent again.
    for (const link of links) await proposal.answerWith(link, { answer: 'approve', upTo: '100' });
    const statuses = (await Promise.all(pulling)).map(({ status }) => status);
    expect(statuses.filter((status) => ![200, 303, 429, 503].includes(status))).toEqual([]);
    expect(statuses).toContain(200);
    const { signOff } = await proposal.view();
    expect(signOff.boroughs.map(({ answer }) => answer)).toEqual(members.map(() => 'approve'));
  });
});
