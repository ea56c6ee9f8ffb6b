import { beforeEach, describe, expect, test } from 'vitest';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { examples } from '../support/builders/body-examples.ts';
import { gss } from '../support/builders/ids.ts';
import { changedBody } from '../support/builders/submission-bodies.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { fakeKeys } from '../support/fakes/fake-keys.ts';
import { pointersOf, type Received, type Sent, send } from '../support/gateway.ts';
import { type World, world } from '../support/worlds/world.ts';

stubHandlerEnvironment();
const { create } = await import('../../functions/handlers/api/administration.handler.ts');

const hackney = '/v1/boroughs/E09000012';
const camden = '/v1/boroughs/E09000007';
let here: World;
let handler: GatewayHandler;
let admin: string;

beforeEach(async () => {
  here = world();
  handler = create({ ...here, allowShortResponses: false, log: (...line) => expect(line).toEqual([]) });
  admin = await keyFor(here.keys);
});

const call = (method: string, path: string, sent: Partial<Sent> = {}): Promise<Received> =>
  send(handler, { method, path, key: admin, ...sent });

describe('administration over HTTP', () => {
  test('creates a borough, shows it as stored, and replaces it', async () => {
    const body = examples.putBorough;
    expect((await call('GET', hackney)).statusCode).toBe(404);
    const created = await call('PUT', hackney, { body });
    expect([created.statusCode, created.headers.location, created.headers.etag, created.json]).toEqual([
      201,
      hackney,
      '"1"',
      body,
    ]);
    const shown = await call('GET', hackney);
    expect([shown.statusCode, shown.headers.etag, shown.json]).toEqual([200, '"1"', body]);
    const again = await call('PUT', hackney, { body: shown.json, headers: { 'if-match': '"1"' } });
    expect([again.statusCode, again.headers.etag, again.headers.location]).toEqual([200, '"2"', undefined]);
    expect((await call('PUT', hackney, { body, headers: { 'if-match': '"1"' } })).statusCode).toBe(412);
    expect((await call('PUT', hackney, { body, headers: { 'if-none-match': '*' } })).statusCode).toBe(412);
    expect((await call('GET', '/v1/boroughs')).json).toEqual({ items: [{ borough: gss('E09000012'), ...body }] });
  });

  test('reports every fault of a borough and stores nothing', async () => {
    const body = changedBody(examples.putBorough, ['/officers/0/email', 'x@camden.example'], ['/vat', 1]);
    const { statusCode, json } = await call('PUT', hackney, { body });
    expect([statusCode, pointersOf({ json })]).toEqual([422, ['/vat', '/officers/0/email']]);
    expect(here.table.everything().filter(({ pk }) => pk.startsWith('borough'))).toEqual([]);
  });

  test('R12 stores and shows a budget, and refuses one below what is held, with the figures', async () => {
    const budget = `${hackney}/budgets/2026-27`;
    expect((await call('GET', budget)).json).toMatchObject({ status: 404, detail: 'No budget is set for 2026-27.' });
    const body = examples.putBudget;
    expect((await call('PUT', budget, { body })).statusCode).toBe(404);
    await call('PUT', hackney, { body: examples.putBorough });
    expect((await call('GET', budget)).statusCode).toBe(404);
    const created = await call('PUT', budget, { body });
    const none = { allocated: 0, available: 0, held: 0, committed: 0, drawn: 0 };
    expect([created.statusCode, created.headers.location, created.json]).toEqual([
      201,
      budget,
      { revenue: { ...none, allocated: 50_000_000, available: 50_000_000 }, capital: none },
    ]);
    const shown = await call('GET', budget);
    expect([shown.json, shown.headers.etag]).toEqual([created.json, created.headers.etag]);
    const headers = { 'if-match': shown.headers.etag ?? '' };
    expect(
      (await call('PUT', budget, { body: changedBody(body, ['/revenue/allocated', 5]), headers })).statusCode,
    ).toBe(200);
    expect((await call('PUT', budget, { body, headers })).statusCode).toBe(412);
    const held = { ...none, allocated: 5, held: 3, committed: 2 };
    const kept = { borough: gss('E09000012'), financialYear: '2026-27', kind: 'revenue' as const } as const;
    await here.table.transact('hold', [
      { tag: 'budget', key: fakeKeys.budget(kept), next: () => ({ ...kept, ...held }) },
    ]);
    const below = await call('PUT', budget, { body: changedBody(body, ['/revenue/allocated', 4]) });
    expect([below.statusCode, below.json.detail]).toEqual([
      409,
      '£0.03 of revenue is held and £0.02 is committed. Allocate at least £0.05 of revenue.',
    ]);
  });

  test('stores, shows and lists schemes', async () => {
    const body = examples.putScheme;
    expect((await call('PUT', '/v1/schemes/standard', { body })).statusCode).toBe(201);
    expect((await call('PUT', '/v1/schemes/standard', { body })).statusCode).toBe(200);
    const shown = await call('GET', '/v1/schemes/standard');
    expect([shown.json, shown.headers.etag]).toEqual([body, '"2"']);
    expect((await call('GET', '/v1/schemes/quick')).statusCode).toBe(404);
    expect((await call('GET', '/v1/schemes')).json).toEqual({ items: [{ name: 'standard', ...body }] });
    const short = changedBody(body, ['/shortestResponse', 'PT1H']);
    expect((await call('PUT', '/v1/schemes/quick', { body: short })).json.errors).toMatchObject([
      { pointer: '/shortestResponse' },
    ]);
  });

  test('creates a key that works, shows its secret once, and deletes it', async () => {
    const body = changedBody(examples.createKey, ['/scopes', ['admin']]);
    const made = await call('POST', '/v1/keys', { body });
    expect(made.statusCode).toBe(201);
    expect(made.json).toEqual({ id: expect.stringMatching(/^[0-9a-f]{64}$/), key: expect.stringMatching(/^jf_/) });
    const { id, key } = made.json as { id: string; key: string };
    expect((await call('GET', '/v1/schemes', { key })).statusCode).toBe(200);
    const listed = await call('GET', '/v1/keys');
    expect(listed.json.items.map((item: { id: string }) => item.id)).toContain(id);
    expect(listed.body).not.toContain(key);
    expect(await call('DELETE', `/v1/keys/${id}`)).toMatchObject({ statusCode: 204, json: undefined });
    expect((await call('DELETE', `/v1/keys/${id}`)).statusCode).toBe(404);
    here.clock.advance(60_000);
    expect((await call('GET', '/v1/schemes', { key })).statusCode).toBe(401);
  });

  test('answers 403 if a key grants more than it has', async () => {
    const key = await keyFor(here.keys, { scopes: ['admin'] });
    expect((await call('POST', '/v1/keys', { key, body: examples.createKey })).statusCode).toBe(403);
  });

  test('refuses an Idempotency-Key on keys, because their response is never repeated', async () => {
    const sent = { body: examples.createKey, headers: { 'idempotency-key': 'one' } };
    const { statusCode, json } = await call('POST', '/v1/keys', sent);
    expect([statusCode, json.errors]).toMatchObject([422, [{ pointer: '/header/idempotency-key' }]]);
    expect((await call('GET', '/v1/keys')).json.items).toHaveLength(1);
  });

  test('pages through a list by Link and by next', async () => {
    for (const path of [hackney, camden]) await call('PUT', path, { body: examples.putBorough });
    const first = await call('GET', '/v1/boroughs', { query: 'limit=1' });
    expect(first.headers.link).toBe(`</v1/boroughs?limit=1&cursor=${first.json.next}>; rel="next"`);
    const second = await call('GET', '/v1/boroughs', { query: `limit=1&cursor=${first.json.next}` });
    expect([first.json.items, second.json.items].flat().map(({ borough }) => borough)).toEqual([
      gss('E09000007'),
      gss('E09000012'),
    ]);
    expect([second.json.next, second.headers.link]).toEqual([undefined, undefined]);
    const altered = await call('GET', '/v1/schemes', { query: `cursor=${first.json.next}` });
    expect([altered.statusCode, altered.json.errors]).toMatchObject([422, [{ pointer: '/query/cursor' }]]);
  });

  test('lets a key of one borough see and change only that borough', async () => {
    for (const path of [hackney, camden]) await call('PUT', path, { body: examples.putBorough });
    const key = await keyFor(here.keys, { borough: gss('E09000012') });
    expect((await call('GET', hackney, { key })).statusCode).toBe(200);
    expect((await call('GET', camden, { key })).statusCode).toBe(404);
    expect((await call('PUT', `${camden}/budgets/2026-27`, { key, body: examples.putBudget })).statusCode).toBe(404);
    expect((await call('GET', '/v1/boroughs', { key })).json.items).toMatchObject([{ borough: gss('E09000012') }]);
    expect((await call('GET', '/v1/keys', { key })).json.items).toMatchObject([{ borough: gss('E09000012') }]);
  });
});
