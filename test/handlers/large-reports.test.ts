import { gunzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeSnapshots } from '../../functions/application/reports/make-snapshots.ts';
import { reportRowsOf } from '../../functions/application/reports/project-proposal.ts';
import type { RoiRow } from '../../functions/domain/record/report-row.ts';
import { instantOf } from '../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { snapshotSource } from '../../functions/handlers/schedules/snapshot-source.ts';
import { submitted, submittedAt } from '../application/lives/states.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { gss, pid } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { client } from '../support/gateway.ts';
import { world } from '../support/worlds/world.ts';

const [camden, hackney] = [gss('E09000007'), gss('E09000012')];
const [row] = reportRowsOf(submitted(sample('damp-and-mould-sensors')), [], submittedAt).filter(
  (each): each is RoiRow => each.row === 'roi',
);

/** Rows that hardly compress, of Camden and Hackney in turn. */
function rows(count: number): readonly RoiRow[] {
  if (row === undefined) throw new Error('There is a row');
  return Array.from({ length: count }, (_, at): RoiRow => {
    const boroughCode = at % 2 === 0 ? camden : hackney;
    const reference = `JF-${String(at).padStart(6, '0')}`;
    return { ...row, proposal: pid(`p${at}`), reference, boroughCode, title: `A ${noise()}`, notes: [] };
  });
}

/** 6,000 characters that compress to about 4,500 bytes, the same in every run. */
function noise(): string {
  return Buffer.from(random(4_500)).toString('base64');
}
const random = generator();

function generator() {
  let state = 20_261_123;
  return (length: number) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

const many = rows(1_900);

async function large(given = many) {
  const here = world();
  const list = async (kind: string, { limit, cursor = '0' }: { limit: number; cursor?: string }) => {
    const from = Number(cursor);
    const items = kind === 'roi' ? given.slice(from, from + limit) : [];
    return from + limit < given.length && kind === 'roi' ? { items, next: String(from + limit) } : { items };
  };
  const { create } = await import('../../functions/handlers/api/reports.handler.ts');
  const rowsHere = { list: list as typeof here.rows.list, submittedSince: async () => ({ items: [] }) };
  const deps = { ...here, rows: rowsHere, log: () => undefined };
  const handler = create(deps);
  const failed = (error: unknown) => expect.unreachable(String(error));
  const make = () => makeSnapshots({ ...deps, reports: snapshotSource(deps), failed });
  /** Makes only what is wanted. The reports that are always made already exist. */
  const makeWanted = () => {
    const reports = snapshotSource(deps);
    const open: typeof reports.open = async (request) => {
      const isWanted = Object.keys(request.filter).length > 0 || request.borough !== null;
      const report = await reports.open(request);
      return isWanted ? report : { ...report, parts: (async function* () {})() };
    };
    return makeSnapshots({ ...deps, reports: { ...reports, open }, failed });
  };
  const get = client(handler, await keyFor(here.keys, { scopes: ['reports:read'] }));
  const as = async (borough: BoroughCode) =>
    client(handler, await keyFor(here.keys, { scopes: ['reports:read'], borough }));
  return { here, get, as, make, makeWanted };
}

beforeAll(() => {
  stubHandlerEnvironment();
});

/** One report has snapshots. The other has none yet. */
let on: Awaited<ReturnType<typeof large>>;
let unmade: Awaited<ReturnType<typeof large>>;
beforeAll(async () => {
  on = await large();
  await on.make();
}, 120_000);
beforeEach(async () => {
  unmade = await large();
});

const objectAt = (location: string | undefined) => {
  const { pathname } = new URL(location ?? '');
  const object = on.here.objects.kept.get(pathname.slice(1));
  if (object === undefined) throw new Error(`There is no object at ${location}`);
  return object;
};

describe('a report of more than 4 MB as sent', () => {
  test('is 503 until its snapshot exists, and says when to ask again', async () => {
    const { status, headers, json } = await unmade.get('/v1/reports/roi?format=csv');
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('900');
    expect(headers['content-type']).toBe('application/problem+json');
    expect(json).toMatchObject({ type: 'urn:problem-type:joint-funding:not-ready', status: 503 });
    expect(json.detail).toContain('ask for it again in 15 minutes');
  });

  test('is then 303 to a signed address, with the moment of its data', async () => {
    const { status, headers, text } = await on.get('/v1/reports/roi?format=csv');
    expect([status, text]).toEqual([303, '']);
    expect(headers.location).toMatch(/^https:\/\/objects\.example\/.*\?signed=GET&as=roi-2026-11-23T100000Z\.csv$/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-as-at']).toBe(submittedAt);
    expect(headers['last-modified']).toBe('Mon, 23 Nov 2026 10:00:00 GMT');
    expect(headers.vary).toBe('accept, accept-encoding, authorization, x-api-key');
    expect(headers).not.toHaveProperty('etag');
    const { type, gzip, bytes } = objectAt(headers.location);
    expect([type, gzip]).toEqual(['text/csv; charset=utf-8', false]);
    expect(Buffer.from(bytes).toString().split('\r\n')).toHaveLength(many.length + 2);
  });

  test('is 303 to HEAD with the same headers, and the address is signed for HEAD', async () => {
    const path = '/v1/reports/roi?format=csv';
    const { headers: got } = await on.get(path);
    const head = await on.get(path, {}, 'HEAD');
    expect([head.status, head.text]).toEqual([303, '']);
    expect(got.location).toContain('signed=GET');
    expect(head.headers).toEqual({ ...got, location: got.location?.replace('signed=GET', 'signed=HEAD') });
  });

  test('has the same bytes as a direct response would have, with the moment of its data', async () => {
    const { headers } = await on.get('/v1/reports/roi');
    const report = JSON.parse(Buffer.from(objectAt(headers.location).bytes).toString());
    expect(report.rows).toHaveLength(many.length);
    expect(report.asAt).toBe(submittedAt);
  });

  test('is compressed for a client that accepts gzip', async () => {
    const { status, headers } = await on.get('/v1/reports/roi?format=csv', { 'accept-encoding': 'gzip' });
    expect(status).toBe(303);
    const { gzip, bytes } = objectAt(headers.location);
    expect(gzip).toBe(true);
    expect(gunzipSync(bytes).toString().split('\r\n')).toHaveLength(many.length + 2);
  });

  test('with a filter is noted when somebody asks for it, and made by the next run', async () => {
    const path = '/v1/reports/roi?format=csv&status=sign-off&scheme=standard';
    expect((await on.get(path)).status).toBe(503);
    await on.makeWanted();
    const { status, headers } = await on.get(path);
    expect(status).toBe(303);
    expect(Buffer.from(objectAt(headers.location).bytes).toString().split('\r\n')).toHaveLength(many.length + 2);
    expect((await on.get('/v1/reports/roi?format=csv&status=funded')).status).toBe(200);
  });

  test('is made per reader: a key of one borough gets a snapshot of that borough’s rows', async () => {
    const own = await on.as(camden);
    expect((await own('/v1/reports/roi')).status).toBe(503);
    await on.makeWanted();
    const { headers } = await own('/v1/reports/roi');
    const report = JSON.parse(Buffer.from(objectAt(headers.location).bytes).toString());
    expect(new Set(report.rows.map(({ boroughCode }: RoiRow) => boroughCode))).toEqual(new Set([camden]));
    const other = await on.as(hackney);
    expect((await other('/v1/reports/roi')).status).toBe(503);
    expect((await other(`/v1/reports/roi?borough=${camden}`)).status).toBe(404);
  });

  test('is not read again to find out whether it is still large', async () => {
    const reads = vi.spyOn(on.here.snapshots, 'get');
    const started = performance.now();
    await on.get('/v1/reports/roi?format=csv');
    expect(reads).toHaveBeenCalledTimes(1);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('is 503 again when its snapshot is older than a day', async () => {
    on.here.clock.set('2026-11-24T10:00:00.000Z');
    expect((await on.get('/v1/reports/roi?format=csv')).status).toBe(503);
    on.here.clock.set(submittedAt);
  });
});

test('a report that fits is sent at once, whether or not a snapshot exists', async () => {
  const small = await large(many.slice(0, 100));
  await small.make();
  expect(small.here.objects.kept.size).toBe(0);
  expect((await small.get('/v1/reports/roi')).status).toBe(200);
});

test('a report that takes longer than 20 seconds to read becomes a snapshot', async () => {
  const started = Date.parse(unmade.here.clock.now());
  let reads = 0;
  const now = () => {
    reads += 1;
    return instantOf(started + 6_000 * reads);
  };
  const { create } = await import('../../functions/handlers/api/reports.handler.ts');
  const list = async () => ({ items: many.slice(0, 50), next: 'on' });
  const deps = {
    ...unmade.here,
    rows: { list: list as never, submittedSince: list as never },
    clock: { now },
    log: () => undefined,
  };
  const get = client(create(deps), await keyFor(unmade.here.keys, { scopes: ['reports:read'] }));
  const { status, headers } = await get('/v1/reports/roi?format=csv', { 'accept-encoding': 'gzip' });
  expect([status, headers['retry-after']]).toEqual([503, '900']);
});

test('a workbook with more rows than a sheet holds is 422 from its snapshot, and says what to do', async () => {
  const { get, here } = unmade;
  const { digests } = here;
  const request = { dataset: 'roi', format: 'xlsx', excel: false, gzip: false, filter: {}, borough: null } as const;
  const why = 'A sheet ends at 1,048,576 rows: narrow it by a filter, or take CSV.';
  await here.snapshots.made(digests.sha256(digests.canonical(request)), {
    kind: 'beyond-format',
    why,
    madeAt: here.clock.now(),
  });
  const { status, json } = await get('/v1/reports/roi?format=xlsx');
  expect(status).toBe(422);
  expect(json.errors).toEqual([{ pointer: '/query/format', detail: why }]);
});
