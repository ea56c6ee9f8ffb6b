import { describe, expect, test } from 'vitest';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { openInterface } from '../../../functions/http/openapi/open-interface.ts';
import { send } from '../../support/gateway.ts';

const handler = openInterface({ baseUrl: 'https://funding.example', digests: systemDigests, log: () => undefined });

describe('the open paths', () => {
  test('report that the interface is up', async () => {
    expect(await send(handler, { path: '/health' })).toMatchObject({ statusCode: 200, json: { status: 'ok' } });
  });

  test('serve the OpenAPI document with their own address and an ETag', async () => {
    const { statusCode, json, headers } = await send(handler, { path: '/openapi.json' });
    expect([statusCode, json.openapi, json.servers]).toEqual([200, '3.1.1', [{ url: 'https://funding.example' }]]);
    const again = await send(handler, { path: '/openapi.json', headers: { 'if-none-match': headers.etag ?? '' } });
    expect(again.statusCode).toBe(304);
    expect((await send(handler, { method: 'HEAD', path: '/openapi.json' })).body).toBeUndefined();
  });

  test.each([
    ['/nowhere', 404, undefined],
    ['/', 404, undefined],
    ['/v1', 404, undefined],
    ['/health', 405, 'GET, HEAD'],
    ['/v1/proposals', 405, 'POST, GET, HEAD'],
    ['/v1/proposals/1/withdrawal', 405, 'POST'],
    ['/v1/keys/1', 405, 'DELETE'],
    ['/d/token', 405, 'GET, HEAD, POST'],
    ['/t/token', 405, 'GET, HEAD'],
  ])('respond for every other path: PATCH %s is %i', async (path, status, allow) => {
    const { statusCode, headers, json } = await send(handler, { method: 'PATCH', path });
    expect([statusCode, headers.allow, json.status]).toEqual([status, allow, status]);
  });

  test('need no credential, and do not read one', async () => {
    expect((await send(handler, { path: '/health', key: 'nonsense' })).statusCode).toBe(200);
  });
});
