import { beforeAll, describe, expect, test } from 'vitest';
import { projectProposal } from '../../functions/application/reports/project-proposal.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { gss } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { client } from '../support/gateway.ts';
import { memoryCoalition } from '../support/worlds/memory-coalition.ts';

const asked = '2026-11-24T09:00:00.000Z';

async function reports() {
  const { create } = await import('../../functions/handlers/api/reports.handler.ts');
  const coalition = await memoryCoalition();
  const id = await coalition.submit(sample('damp-and-mould-sensors'));
  await projectProposal(coalition.world, id);
  coalition.world.clock.set(asked);
  const handler = create({ ...coalition.world, log: () => undefined });
  return { coalition, id, get: client(handler, await keyFor(coalition.world.keys, { scopes: ['reports:read'] })) };
}

let shared: Awaited<ReturnType<typeof reports>>;
beforeAll(async () => {
  stubHandlerEnvironment();
  shared = await reports();
});

const names = ['roi', 'contributions', 'benefits', 'pipeline'];
const formats = ['json', 'csv', 'xlsx', 'html'];
const representations = names.flatMap((name) =>
  formats.flatMap((format) => ['', 'gzip'].map((coding) => [name, format, coding] as const)),
);

describe.each(representations)('the report %s as %s %s', (name, format, coding) => {
  const path = `/v1/reports/${name}?format=${format}`;
  const headers = { 'accept-encoding': coding };

  test('is cached by the client, which asks each time and gets 304 while it is the same', async () => {
    const first = await shared.get(path, headers);
    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await shared.get(path, { ...headers, 'if-none-match': `"other", W/${first.headers.etag}` });
    expect([again.status, again.text]).toEqual([304, '']);
    for (const name of ['etag', 'last-modified', 'cache-control', 'vary'])
      expect(again.headers[name]).toBe(first.headers[name]);
    expect(again.headers).not.toHaveProperty('content-encoding');
    expect(again.headers).not.toHaveProperty('content-disposition');
  });

  test('answers HEAD with the same headers and no body, and 304 if nothing changed', async () => {
    const got = await shared.get(path, headers);
    const head = await shared.get(path, headers, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers).toEqual(got.headers);
    const known = await shared.get(path, { ...headers, 'if-none-match': got.headers.etag ?? '' }, 'HEAD');
    expect(known.status).toBe(304);
  });

  test('gives the moment of its data as Last-Modified', async () => {
    const ofPipeline = name === 'pipeline' ? 'Tue, 24 Nov 2026 00:00:00 GMT' : 'Mon, 23 Nov 2026 10:00:00 GMT';
    expect((await shared.get(path, headers)).headers['last-modified']).toBe(ofPipeline);
  });
});

test('every representation has its own ETag, compressed or not', async () => {
  const etags = await Promise.all(
    representations
      .filter(([, format, coding]) => format !== 'xlsx' || coding === '')
      .map(async ([name, format, coding]) => {
        const { headers } = await shared.get(`/v1/reports/${name}?format=${format}`, { 'accept-encoding': coding });
        return headers.etag;
      }),
  );
  expect(new Set(etags).size).toBe(etags.length);
});

describe('a changed report is never 304', () => {
  async function afterwards(path: string, change: (world: Awaited<ReturnType<typeof reports>>) => Promise<unknown>) {
    const world = await reports();
    const before = await world.get(path);
    await change(world);
    const after = await world.get(path, { 'if-none-match': before.headers.etag ?? '' });
    return { before, after };
  }

  test.each(formats)('if only a budget changed (%s)', async (format) => {
    const { before, after } = await afterwards(`/v1/reports/contributions?format=${format}`, ({ coalition }) =>
      coalition.world.budgets.allocate(gss('E09000007'), '2026-27', { revenue: 1, capital: 50_000_001 }),
    );
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.headers['last-modified']).toBe(before.headers['last-modified']);
  });

  test.each(formats)('if only another day of waiting was counted (%s)', async (format) => {
    const { before, after } = await afterwards(`/v1/reports/pipeline?format=${format}`, async ({ coalition }) =>
      coalition.world.clock.set('2026-11-25T00:00:00.000Z'),
    );
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.headers['last-modified']).toBe('Wed, 25 Nov 2026 00:00:00 GMT');
  });

  test('except pipeline, which stays 304 until the next midnight in London', async () => {
    const { after } = await afterwards('/v1/reports/pipeline', async ({ coalition }) =>
      coalition.world.clock.set('2026-11-24T23:59:59.999Z'),
    );
    expect(after.status).toBe(304);
  });

  test('if a proposal changed', async () => {
    const { after } = await afterwards('/v1/reports/roi', async ({ coalition, id }) => {
      await coalition.answer(id, gss('E09000007'), { answer: 'decline' });
      await projectProposal(coalition.world, id);
    });
    expect(after.status).toBe(200);
  });
});
