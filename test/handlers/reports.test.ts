import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectProposal } from '../../functions/application/reports/project-proposal.ts';
import type { ProposalState } from '../../functions/domain/record/proposal-state.ts';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { gss } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { client, pointersOf, type Seen } from '../support/gateway.ts';
import { memoryCoalition } from '../support/worlds/memory-coalition.ts';

const [hackney, camden, southwark] = [gss('E09000012'), gss('E09000007'), gss('E09000028')];
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
/** Pence of each budget kind in each year. */
const perBudget = 60_000_000;
type Get = (path: string, headers?: Readonly<Record<string, string>>) => Promise<Seen>;

/** Apprenticeships, which everybody approves and a reviewer recommends; and sensors, still in sign-off. */
async function fundedAndOpen() {
  const coalition = await memoryCoalition({ allocated: perBudget });
  const funded = await coalition.submit(sample('digital-apprenticeships'));
  for (const { borough, asked } of (await coalition.state(funded)).requests)
    await coalition.answer(funded, borough, { answer: 'approve', upTo: asked });
  await coalition.review(funded, 'recommend');
  const open = await coalition.submit(sample('damp-and-mould-sensors'));
  for (const id of [funded, open]) await projectProposal(coalition.world, id);
  return { coalition, funded };
}

let get: Get;
let byBorough: (borough: BoroughCode) => Promise<Get>;
let state: ProposalState;

beforeAll(async () => {
  stubHandlerEnvironment();
  const { create } = await import('../../functions/handlers/api/reports.handler.ts');
  const { coalition, funded } = await fundedAndOpen();
  const handler = create({ ...coalition.world, log: () => undefined });
  get = client(handler, await keyFor(coalition.world.keys, { scopes: ['reports:read'] }));
  byBorough = async (borough) =>
    client(handler, await keyFor(coalition.world.keys, { scopes: ['reports:read'], borough }));
  state = await coalition.state(funded);
});

describe('GET /v1/reports/roi', () => {
  test('is JSON by default, with the figures of the record', async () => {
    const { status, headers, json } = await get('/v1/reports/roi');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(Object.keys(json).toSorted()).toEqual(['asAt', 'filter', 'rows', 'totals']);
    expect(json.rows).toHaveLength(10);
    const funded = json.rows.filter((row: { status: string }) => row.status === 'funded');
    expect(
      funded.map(({ boroughCode, contribution }: Record<string, unknown>) => ({
        borough: boroughCode,
        amount: contribution,
      })),
    ).toEqual(state.contributions.map(({ borough, amount }) => ({ borough, amount })));
    expect(json.totals.contribution).toBe(15_000_000);
    expect(json.asAt).toBe(
      json.rows
        .map((row: { updatedAt: string }) => row.updatedAt)
        .toSorted()
        .at(-1),
    );
  });

  test('is CSV by format whatever Accept says, and by Accept if there is no format', async () => {
    const json = { accept: 'application/json' };
    for (const answer of [
      await get('/v1/reports/roi?format=csv', json),
      await get('/v1/reports/roi?format=csv', { accept: 'text/html' }),
      await get('/v1/reports/roi', { accept: 'text/csv' }),
      await get('/v1/reports/roi', { accept: 'text/html;q=0.2, text/csv;q=0.9, application/json;q=0.1' }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.text.startsWith('reference,title,scheme,')).toBe(true);
    }
    expect((await get('/v1/reports/roi?format=json', { accept: 'text/csv' })).headers['content-type']).toBe(
      'application/json',
    );
    expect((await get('/v1/reports/roi', { accept: '*/*' })).headers['content-type']).toBe('application/json');
  });

  test('puts the moment of the data in the name of the CSV file, the same as Last-Modified', async () => {
    const { headers } = await get('/v1/reports/roi?format=csv');
    expect(headers['content-disposition']).toBe('attachment; filename="roi-2026-11-23T100000Z.csv"');
    expect(headers['last-modified']).toBe('Mon, 23 Nov 2026 10:00:00 GMT');
  });

  test('has the same rows in CSV as in JSON', async () => {
    const csv: Record<string, string>[] = parse((await get('/v1/reports/roi?format=csv')).text, { columns: true });
    const { json } = await get('/v1/reports/roi');
    expect(csv.map(({ reference, borough_code }) => [reference, borough_code])).toEqual(
      json.rows.map(({ reference, boroughCode }: Record<string, string>) => [reference, boroughCode]),
    );
    expect(csv.map((row) => row.asked_gbp)).toEqual(
      json.rows.map(({ asked }: Record<string, number>) => ((asked ?? 0) / 100).toFixed(2)),
    );
  });

  test('puts the byte order mark first only with excel=1', async () => {
    expect((await get('/v1/reports/roi?format=csv&excel=1')).text.startsWith('\uFEFFreference')).toBe(true);
    expect((await get('/v1/reports/roi?format=csv')).text.startsWith('reference')).toBe(true);
  });

  test('is compressed with gzip for a client that accepts it, with the same content', async () => {
    const plain = await get('/v1/reports/roi');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    for (const coding of ['gzip', 'br, gzip;q=0.5', '*', 'GZIP']) {
      const packed = await get('/v1/reports/roi', { 'accept-encoding': coding });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(packed.json).toEqual(plain.json);
    }
    for (const coding of ['identity', 'br', 'gzip;q=0', 'gzip; q=0.000, *', '']) {
      expect((await get('/v1/reports/roi', { 'accept-encoding': coding })).headers).not.toHaveProperty(
        'content-encoding',
      );
    }
    expect(plain.headers.vary).toBe('accept, accept-encoding, authorization, x-api-key');
  });

  test('is filtered, and names its filters', async () => {
    const { json } = await get(`/v1/reports/roi?decidedIn=2026-27&borough=${camden}&status=funded&scheme=standard`);
    expect(json.filter).toEqual({ decidedIn: '2026-27', borough: camden, status: 'funded', scheme: 'standard' });
    expect(json.rows).toMatchObject([{ boroughCode: camden, status: 'funded' }]);
    expect((await get('/v1/reports/roi?decidedIn=2025-26')).json).toEqual({
      filter: { decidedIn: '2025-26' },
      rows: [],
      totals: expect.objectContaining({ asked: 0, contribution: 0 }),
      asAt: null,
    });
    const empty = await get('/v1/reports/roi?decidedIn=2025-26&format=csv');
    expect(empty.text.split('\r\n')).toHaveLength(2);
    expect(empty.headers['content-disposition']).toBe('attachment; filename="roi.csv"');
  });

  test('answers 422 with every fault for unknown, malformed or repeated filters', async () => {
    const { status, json } = await get(
      '/v1/reports/roi?decidedIn=2026-28&borough=Camden&status=open&colour=red&format=xml',
    );
    expect(status).toBe(422);
    expect(pointersOf({ json }).toSorted()).toEqual([
      '/query/borough',
      '/query/colour',
      '/query/decidedIn',
      '/query/format',
      '/query/status',
    ]);
    expect((await get('/v1/reports/roi?financialYear=2026-27')).status).toBe(422);
    expect((await get(`/v1/reports/roi?borough=${camden}&borough=${hackney}`)).status).toBe(422);
  });

  test.each([
    ['?format=xlsx', {}, xlsxType],
    ['', { accept: xlsxType }, xlsxType],
    ['?format=html', { accept: 'application/json' }, 'text/html; charset=utf-8'],
    ['', { accept: browserAccept }, 'text/html; charset=utf-8'],
    ['?format=csv', { accept: browserAccept }, 'text/csv; charset=utf-8'],
  ])('answers %j with %j in %s', async (query, headers, type) => {
    const answer = await get(`/v1/reports/roi${query}`, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
  });

  test.each([
    ['nothing', {}],
    ['anything', { accept: '*/*' }],
    ['anything of an application', { accept: 'application/*' }],
    ['pictures first, then anything, as old web queries of Excel do', { accept: 'image/gif, image/jpeg, */*' }],
    ['JSON before text, as scripts do', { accept: 'application/json, text/plain, */*' }],
  ])('is JSON for a program that accepts %s', async (_, headers) => {
    expect((await get('/v1/reports/roi', headers as Record<string, string>)).headers['content-type']).toBe(
      'application/json',
    );
  });

  test.each(['application/xml', 'application/json;q=0, text/*;q=0', 'image/*'])(
    'answers 406 to Accept: %s, and lists the supported types',
    async (accept) => {
      const { status, json } = await get('/v1/reports/roi', { accept });
      expect(status).toBe(406);
      for (const type of ['application/json', 'text/csv', xlsxType, 'text/html']) expect(json.detail).toContain(type);
    },
  );

  test('answers 422 for an unknown format and lists the supported ones', async () => {
    const { status, json } = await get('/v1/reports/roi?format=pdf');
    expect(status).toBe(422);
    for (const format of ['json', 'csv', 'xlsx', 'html']) expect(json.errors[0].detail).toContain(format);
  });

  test('sends a workbook as a file named by its moment, and never compresses it twice', async () => {
    const { headers } = await get('/v1/reports/roi?format=xlsx', { 'accept-encoding': 'gzip' });
    expect(headers['content-disposition']).toBe('attachment; filename="roi-2026-11-23T100000Z.xlsx"');
    expect(headers).not.toHaveProperty('content-encoding');
    const again = await get('/v1/reports/roi?format=xlsx', { 'if-none-match': headers.etag ?? '' });
    expect(again.status).toBe(304);
  });

  test('shows the page under the policy of pages: no script, nothing from other sites', async () => {
    const { headers, text } = await get('/v1/reports/roi?format=html', { 'accept-encoding': 'gzip' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self'/);
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers).not.toHaveProperty('content-disposition');
    expect(text.startsWith('<!DOCTYPE html>')).toBe(true);
    expect(text).not.toMatch(/<script|style="/);
  });

  test('has an ETag, and is 304 to a client that has it', async () => {
    const { headers } = await get('/v1/reports/roi?format=csv');
    const again = await get('/v1/reports/roi?format=csv', { 'if-none-match': headers.etag ?? '' });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect((await get('/v1/reports/roi?format=csv&excel=1', { 'if-none-match': headers.etag ?? '' })).status).toBe(200);
  });

  test("shows a key of one borough only that borough's rows and totals", async () => {
    const seenBy = async (borough: BoroughCode) => (await (await byBorough(borough))('/v1/reports/roi')).json;
    const own = await seenBy(camden);
    expect(own.rows.map((row: Record<string, unknown>) => row.boroughCode)).toEqual([camden, camden]);
    expect(own.totals.asked).toBe(own.rows[0].asked + own.rows[1].asked);
    for (const page of [
      await (await byBorough(camden))('/v1/reports/roi?format=html'),
      await get(`/v1/reports/roi?format=html&borough=${camden}`),
    ]) {
      expect(page.text).toMatch(/<h1[^>]*>Camden’s share of 1 funded proposal is £/);
    }
    expect((await get('/v1/reports/roi?format=html')).text).toContain('6 boroughs pay £150,000 for 1 funded proposal');
    expect((await seenBy(southwark)).rows).toMatchObject([{ boroughCode: southwark }]);
    expect((await seenBy(gss('E09000001'))).rows).toEqual([]);
  });
});

describe('GET /v1/reports/contributions', () => {
  test('adds up to the ledger, and shows each budget without adding it up', async () => {
    const { json } = await get('/v1/reports/contributions');
    expect(json.totals).toEqual({ asked: 57_000_000, held: 0, committed: 15_000_000, drawn: 0 });
    const row = json.rows.find(
      (each: Record<string, unknown>) => each.boroughCode === camden && each.status === 'funded',
    );
    expect(row.allocated).toBe(perBudget);
    expect(row.available).toBe(perBudget - row.committed);
  });

  test('is filtered by financial year, borough and status, but not by scheme', async () => {
    const { json } = await get(`/v1/reports/contributions?financialYear=2027-28&borough=${southwark}&status=sign-off`);
    expect(json.rows).toMatchObject([
      { financialYear: '2027-28', boroughCode: southwark, kind: 'revenue', role: 'lead' },
    ]);
    expect((await get('/v1/reports/contributions?scheme=standard')).status).toBe(422);
    expect((await get('/v1/reports/contributions?decidedIn=2026-27')).status).toBe(422);
  });

  test("shows a key of one borough only that borough's rows and budget", async () => {
    const { json } = await (await byBorough(camden))('/v1/reports/contributions');
    expect(json.rows.length).toBeGreaterThan(0);
    for (const row of json.rows) expect(row).toMatchObject({ boroughCode: camden, allocated: perBudget });
  });
});

describe('GET /v1/reports/benefits', () => {
  test('R23 shows what each borough gains; what is not returned yet is empty, never 0, and not in the totals', async () => {
    const { status, json } = await get('/v1/reports/benefits');
    expect(status).toBe(200);
    const roi = (await get('/v1/reports/roi')).json;
    expect(json.totals).toEqual({
      forecast: roi.totals.forecastBenefits,
      adjusted: expect.any(Number),
      actual: null,
    });
    expect(json.totals.adjusted).toBeLessThan(json.totals.forecast);
    for (const row of json.rows) expect([row.actual, row.returnedOn]).toEqual([null, null]);
    const csv: Record<string, string>[] = parse((await get('/v1/reports/benefits?format=csv')).text, { columns: true });
    expect(csv).toHaveLength(json.rows.length);
    for (const row of csv) expect([row.actual_gbp, row.returned_on]).toEqual(['', '']);
  });

  test('is filtered by financial year, borough, status and scheme', async () => {
    const query = `financialYear=2027-28&borough=${southwark}&status=sign-off&scheme=standard`;
    const { json } = await get(`/v1/reports/benefits?${query}`);
    expect(json.rows).toMatchObject([{ financialYear: '2027-28', boroughCode: southwark, class: 'cashable' }]);
    expect(json.filter).toEqual(Object.fromEntries(new URLSearchParams(query)));
    expect((await get('/v1/reports/benefits?decidedIn=2026-27')).status).toBe(422);
  });
});

describe('GET /v1/reports/pipeline', () => {
  test('shows which boroughs open proposals wait for, and the median days to decision', async () => {
    const { status, json } = await get('/v1/reports/pipeline');
    expect(status).toBe(200);
    expect(json.rows).toHaveLength(4);
    expect(json.rows[0]).toMatchObject({
      status: 'sign-off',
      waitingFor: 'sign-off',
      daysWaiting: 0,
      remindersSent: 0,
    });
    expect(json.totals).toEqual({});
    expect(json.figures).toEqual({ decided: 1, medianDaysToDecision: 0 });
  });

  test('is filtered by borough, status and scheme, but not by financial year', async () => {
    const { json } = await get(`/v1/reports/pipeline?borough=${southwark}&status=sign-off&scheme=standard`);
    expect(json.rows).toMatchObject([{ waitingOnCode: southwark, leadBorough: southwark }]);
    expect((await get('/v1/reports/pipeline?financialYear=2026-27')).status).toBe(422);
  });
});

describe.each(['roi', 'contributions', 'benefits', 'pipeline'])('GET /v1/reports/%s', (name) => {
  test('answers 422 with every fault for a cursor, an invalid year and unknown parameters', async () => {
    const { status, json } = await get(`/v1/reports/${name}?cursor=abc&limit=5&status=open&borough=Camden&colour=red`);
    expect(status).toBe(422);
    expect(pointersOf({ json }).toSorted()).toEqual([
      '/query/borough',
      '/query/colour',
      '/query/cursor',
      '/query/limit',
      '/query/status',
    ]);
    expect((await get(`/v1/reports/${name}?financialYear=2026-28`)).status).toBe(422);
    expect((await get(`/v1/reports/${name}?decidedIn=2026-28`)).status).toBe(422);
  });

  test("shows a key of one borough no other borough's rows in any format, and answers 404 if it asks for them", async () => {
    const asCamden = await byBorough(camden);
    expect((await asCamden(`/v1/reports/${name}?borough=${hackney}`)).status).toBe(404);
    expect((await asCamden(`/v1/reports/${name}?borough=E09000001`)).status).toBe(404);
    expect((await asCamden(`/v1/reports/${name}?borough=${camden}`)).status).toBe(200);
    const csv = await asCamden(`/v1/reports/${name}?format=csv`);
    const records: Record<string, string>[] = parse(csv.text, { columns: true });
    const codes = records.map((record) => record.borough_code ?? record.waiting_on_code);
    expect(new Set(codes)).toEqual(new Set([camden]));
  });
});
