import { beforeEach, describe, expect, test } from 'vitest';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { AlreadyReplied, Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import { CursorRefused } from '../../../functions/application/lists/cursor-refused.ts';
import type { RecordedReply } from '../../../functions/domain/record/access.ts';
import { created, ok } from '../../../functions/http/edge/answer.ts';
import { api, on, type RequestFor } from '../../../functions/http/edge/api.ts';
import type { GatewayHandler } from '../../../functions/http/edge/edge.ts';
import { invalidInput } from '../../../functions/http/edge/problem.ts';
import type { OperationName } from '../../../functions/http/operations/operations.ts';
import { allScopes, keyFor } from '../../support/builders/api-keys.ts';
import { put, submissionBody } from '../../support/builders/submission-bodies.ts';
import { pointersOf, type Received, type Sent, send } from '../../support/gateway.ts';
import { type World, world } from '../../support/worlds/world.ts';

let here: World;
let handler: GatewayHandler;
let key: string;
let thrown: unknown;
let logged: unknown[];
let ran: RequestFor<OperationName>[];

beforeEach(async () => {
  here = world();
  key = await keyFor(here.keys);
  thrown = undefined;
  logged = [];
  ran = [];
  const run = async (request: RequestFor<OperationName>) => {
    if (thrown !== undefined) throw thrown;
    ran.push(request);
    return ok({ name: 'standard' }, 7);
  };
  handler = api(
    [
      on('readScheme', run),
      on('listSchemes', async () => ok({ items: [] })),
      on('putScheme', run),
      on('putBudget', run),
      on('reviseProposal', run),
      on('withdrawProposal', run),
      on('createKey', async (request) => created(await run(request), '/v1/keys/1')),
      on('listProposals', run),
      on('deleteKey', async () => ({ status: 204 })),
      on('reportRoi', async (request) => ({
        status: 200,
        content: { kind: 'bytes', type: request.mediaType, bytes: new TextEncoder().encode('[1]') },
      })),
    ],
    { ...here, digests: systemDigests, log: (...line) => logged.push(line) },
  );
});

const call = (sent: Sent): Promise<Received> => send(handler, { key, ...sent });
const scheme = (sent: Partial<Sent> = {}) => call({ path: '/v1/schemes/standard', ...sent });
const budget = { revenue: { allocated: 1 }, capital: { allocated: 0 } };
const putBudget = (sent: Partial<Sent> = {}) =>
  call({ method: 'PUT', path: '/v1/boroughs/E09000012/budgets/2026-27', body: budget, ...sent });
const withdraw = (sent: Partial<Sent> = {}) =>
  call({
    method: 'POST',
    path: '/v1/proposals/1/withdrawal',
    body: { reason: 'x' },
    ...sent,
    headers: { 'if-match': '"1"', ...sent.headers },
  });

describe('a problem', () => {
  test('has one form, with the trace id and no internal detail', async () => {
    const { statusCode, headers, json } = await scheme({ path: '/v1/schemes/No%20Such' });
    expect(statusCode).toBe(422);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(json).toEqual({
      type: 'urn:problem-type:joint-funding:invalid-input',
      title: 'Invalid input',
      status: 422,
      detail: 'The request has 1 fault. See errors.',
      errors: [{ pointer: '/path/name', detail: 'Expected 1 to 64 lower-case letters, digits and inner hyphens.' }],
      traceId: 'trace-1',
    });
  });

  test('lists at most 5,000 faults, and says how many there are', async () => {
    const body = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`unknown-${index}`, 1]));
    const { json } = await putBudget({ body: { ...budget, ...body } });
    expect(json.errors).toHaveLength(5_000);
    expect(json.detail).toBe('The request has 5001 faults; the first 5000 are listed. See errors.');
  });

  test('never exceeds what a function may return, whatever the names in the request are', async () => {
    const long = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`${index}${'\u0001'.repeat(20)}`, 1]));
    const { statusCode, body = '' } = await putBudget({ body: long });
    expect(statusCode).toBe(422);
    expect(body.length).toBeLessThan(4_000_000);
  });
});

describe('a path', () => {
  test.each(['/v1/scheme', '/v1/schemes/', '/v1/schemes/a/b', '/V1/schemes', '/', '/v1/schemes/%E0%A4%A'])(
    '%s is 404',
    async (path) => {
      expect((await call({ path })).statusCode).toBe(404);
    },
  );

  test('is 405 with Allow if it only has other methods, even in another function', async () => {
    const { statusCode, headers } = await scheme({ method: 'DELETE' });
    expect([statusCode, headers.allow]).toEqual([405, 'PUT, GET, HEAD']);
    expect((await call({ method: 'PUT', path: '/v1/keys' })).headers.allow).toBe('POST, GET, HEAD');
    expect((await scheme({ method: 'OPTIONS' })).statusCode).toBe(405);
  });

  test('is checked before credentials', async () => {
    expect((await send(handler, { path: '/nowhere' })).statusCode).toBe(404);
    expect((await send(handler, { method: 'POST', path: '/v1/schemes' })).statusCode).toBe(405);
  });
});

describe('a key', () => {
  test('is asked for by 401 with WWW-Authenticate', async () => {
    const { statusCode, headers } = await send(handler, { path: '/v1/schemes' });
    expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Bearer realm="joint-funding"']);
  });

  test('of the wrong form is refused before anything is read', async () => {
    let reads = 0;
    const counting = api([on('listSchemes', async () => ok({}))], {
      ...here,
      keys: {
        get: async () => {
          reads += 1;
          return undefined;
        },
      },
      log: () => undefined,
    });
    expect((await send(counting, { path: '/v1/schemes', key: `${key}x` })).statusCode).toBe(401);
    expect(reads).toBe(0);
    expect((await send(counting, { path: '/v1/schemes', key })).statusCode).toBe(401);
    expect(reads).toBe(1);
  });

  test('works until the moment it expires', async () => {
    const { id } = (await here.keys.list())[0] ?? { id: '' };
    const there = await here.keys.get(id);
    if (there !== undefined) await here.keys.put({ ...there, expiresAt: '2026-11-23T10:00:10.000Z' });
    here.clock.set('2026-11-23T10:00:09.999Z');
    expect((await scheme()).statusCode).toBe(200);
    here.clock.set('2026-11-23T10:00:10.000Z');
    expect((await scheme()).statusCode).toBe(401);
  });

  test('stops working within 60 seconds of its deletion, and is cached for less than that', async () => {
    expect((await scheme()).statusCode).toBe(200);
    const there = (await here.keys.list())[0];
    if (there !== undefined) await here.keys.put({ ...there, deletedAt: here.clock.now() });
    here.clock.advance(49_999);
    expect((await scheme()).statusCode).toBe(200);
    here.clock.advance(1);
    expect((await scheme()).statusCode).toBe(401);
  });

  test('is accepted by HTTP Basic only for reports, and only if it opens nothing else', async () => {
    const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`excel:${secret}`).toString('base64')}` });
    const reports = await keyFor(here.keys, { scopes: ['reports:read'], holder: null });
    const other = await keyFor(here.keys, { scopes: allScopes });
    const ask = (path: string, secret: string) => send(handler, { path, headers: basic(secret) });
    expect((await ask('/v1/reports/roi', reports)).statusCode).toBe(200);
    const refused = await ask('/v1/reports/roi', other);
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['www-authenticate']).toBe(
      'Basic realm="joint-funding", charset="UTF-8", Bearer realm="joint-funding"',
    );
    expect((await ask('/v1/schemes', other)).statusCode).toBe(401);
    expect((await ask('/v1/schemes', reports)).statusCode).toBe(401);
    expect((await send(handler, { path: '/v1/reports/roi', headers: { 'x-api-key': other } })).statusCode).toBe(200);
  });
});

describe('media types', () => {
  test.each([
    'application/json',
    '*/*',
    'application/*',
    'text/html, application/json;q=0.1',
    'application/problem+json',
  ])('a caller that accepts %s gets JSON', async (accept) => {
    const { statusCode, headers } = await scheme({ headers: { accept } });
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json']);
  });

  test.each(['text/html', 'application/xml, text/csv', 'application/json;q=0', 'image/*'])(
    'a caller that only accepts %s gets 406',
    async (accept) => {
      expect((await scheme({ headers: { accept } })).statusCode).toBe(406);
    },
  );

  test.each([
    ['text/csv', '', 'text/csv'],
    ['application/json', '', 'application/json'],
    ['*/*', '', 'application/json'],
    ['text/csv;q=0.5, application/json;q=0.4', '', 'text/csv'],
    ['text/html, */*;q=0.8', '', 'text/html'],
    ['text/html', 'format=csv', 'application/json'],
  ])('a report for %s with "%s" is chosen as %s', async (accept, query, type) => {
    const { statusCode, headers } = await call({ path: '/v1/reports/roi', query, headers: { accept } });
    expect([statusCode, headers['content-type']]).toEqual([200, type]);
  });

  test('a report for a client that only accepts pictures is 406, unless the query names a format', async () => {
    const headers = { accept: 'image/png' };
    expect((await call({ path: '/v1/reports/roi', headers })).statusCode).toBe(406);
    expect((await call({ path: '/v1/reports/roi', query: 'format=csv', headers })).statusCode).toBe(200);
  });

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'APPLICATION/JSON',
    'application/json ;charset=UTF-8',
  ])('a body of %s is accepted', async (type) => {
    expect((await putBudget({ headers: { 'content-type': type } })).statusCode).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/jsonp',
    'application/problem+json',
    'application/json, application/json',
    '',
  ])('a body of "%s" is 415', async (type) => {
    expect((await putBudget({ headers: { 'content-type': type } })).statusCode).toBe(415);
  });

  test('a compressed body is 415', async () => {
    expect((await putBudget({ headers: { 'content-encoding': 'gzip' } })).statusCode).toBe(415);
  });
});

describe('a body', () => {
  const padded = (bytes: number) => JSON.stringify(budget).padEnd(bytes, ' ');

  test('has at most 256 KB, as text and as base64', async () => {
    for (const wrap of [(text: string) => text, (text: string) => new TextEncoder().encode(text)]) {
      expect((await putBudget({ body: wrap(padded(262_144)) })).statusCode).toBe(200);
      expect((await putBudget({ body: wrap(padded(262_145)) })).statusCode).toBe(413);
    }
  });

  test.each(['', '{', 'null,', '\ufffd', '[1]]'])('%j is 400', async (body) => {
    expect((await putBudget({ body })).statusCode).toBe(400);
  });

  test('is 400 if its bytes are not UTF-8', async () => {
    expect((await putBudget({ body: Uint8Array.of(0x7b, 0xff, 0x7d) })).statusCode).toBe(400);
  });

  test('is 400 if it is missing with the right type, else 415', async () => {
    expect((await putBudget({ body: undefined })).statusCode).toBe(415);
    expect((await putBudget({ body: undefined, headers: { 'content-type': 'application/json' } })).statusCode).toBe(
      400,
    );
  });

  test('is 422 with a pointer if it names a member twice', async () => {
    const { statusCode, json } = await putBudget({
      body: '{"revenue":{"allocated":1,"allocated":2},"capital":{"allocated":0}}',
    });
    expect([statusCode, json.errors[0].pointer]).toEqual([422, '/revenue/allocated']);
    expect(ran).toEqual([]);
  });

  test('is ignored by an operation that takes none', async () => {
    expect((await scheme({ body: 'x'.repeat(300_000), headers: { 'content-type': 'text/plain' } })).statusCode).toBe(
      200,
    );
  });

  test('is refused with all faults of path, query and body at once', async () => {
    const { statusCode, json } = await call({
      method: 'PUT',
      path: '/v1/boroughs/Hackney/budgets/2026-28',
      query: 'dry=1&dry=2',
      body: { revenue: { allocated: -1 }, vat: 20 },
    });
    expect(statusCode).toBe(422);
    expect(pointersOf({ json }).toSorted()).toEqual([
      '/capital',
      '/path/code',
      '/path/fy',
      '/query/dry',
      '/query/dry',
      '/revenue/allocated',
      '/vat',
    ]);
    expect(ran).toEqual([]);
  });

  test('of a submission reaches the use case with its faults, and all faults are reported together', async () => {
    const body = submissionBody();
    put(body, '/costs/0/amount', 0);
    await call({ method: 'PUT', path: '/v1/proposals/1', query: 'x=1', headers: { 'if-match': '"3"' }, body });
    expect(ran).toMatchObject([
      {
        parts: { id: '1' },
        expectation: { versions: [3] },
        body: {
          kind: 'faults',
          faults: [{ pointer: '/query/x' }, { pointer: '/costs/0/amount' }],
          sound: { title: 'Shared sensors' },
        },
      },
    ]);
  });
});

describe('a query', () => {
  const list = (query: string) => call({ path: '/v1/proposals', query });

  test('has defaults, and is read by its schema', async () => {
    await list('status=sign-off&borough=E09000012&financialYear=2026-27&limit=100&cursor=abc_-9');
    await list('');
    expect(ran.map(({ query }) => query)).toEqual([
      { status: 'sign-off', borough: 'E09000012', financialYear: '2026-27', limit: 100, cursor: 'abc_-9' },
      { limit: 100 },
    ]);
  });

  test.each([
    ['limit=0', '/query/limit'],
    ['limit=101', '/query/limit'],
    ['limit=1e1', '/query/limit'],
    ['limit=', '/query/limit'],
    ['limit=1&limit=1', '/query/limit'],
    ['status=open', '/query/status'],
    ['borough=hackney', '/query/borough'],
    ['financialYear=2026-25', '/query/financialYear'],
    ['cursor=%00', '/query/cursor'],
    ['page=2', '/query/page'],
    ['__proto__=1', '/query/__proto__'],
    ['constructor=1', '/query/constructor'],
    ['%ff=1', '/query/\ufffd'],
    ['Status=sign-off', '/query/Status'],
  ])('%s is 422', async (query, pointer) => {
    const { statusCode, json } = await list(query);
    expect([statusCode, pointersOf({ json })]).toEqual([422, [pointer]]);
  });

  test('is refused by an operation that takes none', async () => {
    expect((await scheme({ query: 'verbose=1' })).statusCode).toBe(422);
  });
});

describe('a version', () => {
  test('is the ETag of a read, and a client that has it gets 304 without a body', async () => {
    const first = await scheme();
    expect([first.statusCode, first.headers.etag]).toEqual([200, '"7"']);
    for (const tag of ['"7"', 'W/"7"', '"6", "7"', '*']) {
      const again = await scheme({ headers: { 'if-none-match': tag } });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, undefined, '"7"']);
    }
    for (const tag of ['"6"', '7', ''])
      expect((await scheme({ headers: { 'if-none-match': tag } })).statusCode).toBe(200);
  });

  test('is replaced by the hash of the content for what has none', async () => {
    const { headers } = await call({ path: '/v1/schemes' });
    expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await call({ path: '/v1/schemes', headers: { 'if-none-match': headers.etag ?? '' } })).statusCode).toBe(
      304,
    );
  });

  test.each([
    ['"7"', { versions: [7] }],
    ['"6", "7"', { versions: [6, 7] }],
    [' * ', 'any'],
    ['W/"7"', { versions: [] }],
    ['7', { versions: [] }],
    ['"abc"', { versions: [] }],
  ])('of a change is read from If-Match: %s', async (tag, expectation) => {
    await withdraw({ headers: { 'if-match': tag } });
    expect(ran).toMatchObject([{ expectation }]);
  });

  test('is required for a revision and a withdrawal: 428 without it', async () => {
    const body = { reason: 'x' };
    const sent = { method: 'POST', path: '/v1/proposals/1/withdrawal', body };
    expect((await call(sent)).statusCode).toBe(428);
    expect((await call({ ...sent, headers: { 'if-none-match': '*' } })).statusCode).toBe(428);
    expect((await call({ method: 'PUT', path: '/v1/proposals/1', body: submissionBody() })).statusCode).toBe(428);
  });

  test('is optional for a PUT of administration, which may also require that nothing exists yet', async () => {
    await putBudget();
    await putBudget({ headers: { 'if-none-match': '*' } });
    await putBudget({ headers: { 'if-match': '"abc"' } });
    expect(ran.map(({ expectation }) => expectation)).toEqual([undefined, 'absent', { versions: [] }]);
    const [none, absent, tagged] = ran.map(({ expects }) => expects);
    expect(none).toBeNull();
    expect([absent?.(undefined), absent?.('abc')]).toEqual([true, false]);
    expect([tagged?.(undefined), tagged?.('abc'), tagged?.('abd')]).toEqual([false, true, false]);
  });
});

describe('Idempotency-Key', () => {
  let withdrawn: number;
  const replies = new Map<string, RecordedReply>();

  beforeEach(() => {
    withdrawn = 0;
    replies.clear();
    handler = api(
      [
        on('withdrawProposal', async ({ record, at }) => {
          withdrawn += 1;
          const answer = ok({ withdrawn, at }, 2);
          const reply = record?.(answer);
          if (reply !== undefined) {
            // As a use case's transaction finds it.
            if (replies.has(reply.hash)) throw new AlreadyReplied('The other was first.');
            replies.set(reply.hash, reply);
          }
          return answer;
        }),
        on('createKey', async ({ body }) =>
          body.kind === 'faults' ? invalidInput(body.faults) : created({}, '/v1/keys/1'),
        ),
      ],
      { ...here, replies: { get: async (hash) => replies.get(hash) }, log: () => undefined },
    );
  });
  const keyed = (idempotencyKey: string, sent: Partial<Sent> = {}) =>
    withdraw({ ...sent, headers: { 'idempotency-key': idempotencyKey, ...sent.headers } });

  test('repeats the first response for the same key and body', async () => {
    const first = await keyed('one');
    here.clock.advance(1_000);
    expect(await keyed('one')).toEqual(first);
    expect(withdrawn).toBe(1);
    expect((await keyed('two')).json.withdrawn).toBe(2);
    expect((await withdraw()).json.withdrawn).toBe(3);
  });

  test('is 422 with another body', async () => {
    await keyed('one');
    const { statusCode, json } = await keyed('one', { body: { reason: 'y' } });
    expect([statusCode, json.errors[0].pointer]).toEqual([422, '/header/idempotency-key']);
    expect(withdrawn).toBe(1);
  });

  test('belongs to one caller and one path', async () => {
    await keyed('one');
    await keyed('one', { path: '/v1/proposals/2/withdrawal' });
    await keyed('one', { key: await keyFor(here.keys) });
    expect(withdrawn).toBe(3);
  });

  test.each(['', 'a b', 'é', 'x'.repeat(256)])('%j is a fault', async (idempotencyKey) => {
    expect((await keyed(idempotencyKey)).json.errors).toMatchObject([{ pointer: '/header/idempotency-key' }]);
    expect((await keyed('x'.repeat(255))).statusCode).toBe(200);
  });

  test('gives the first response to both of two requests that arrive at once', async () => {
    const [first, second] = await Promise.all([keyed('one'), keyed('one')]);
    expect(second).toEqual(first);
    expect(withdrawn).toBe(2);
    expect(replies.size).toBe(1);
  });

  test('is refused if the response shows a secret', async () => {
    const body = { name: 'x', scopes: ['admin'], expiresAt: '2027-01-01T00:00:00Z' };
    const sent = { method: 'POST', path: '/v1/keys', body };
    expect((await call(sent)).statusCode).toBe(201);
    const { statusCode, json } = await call({ ...sent, headers: { 'idempotency-key': 'one' } });
    expect([statusCode, json.errors[0].pointer]).toEqual([422, '/header/idempotency-key']);
  });
});

describe('every response', () => {
  test.each(['/v1/schemes/standard', '/v1/schemes', '/nowhere'])(
    'to %s has the headers of a private interface',
    async (path) => {
      expect((await call({ path })).headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
    },
  );

  test('to HEAD is that to GET without the body', async () => {
    const get = await scheme();
    const head = await scheme({ method: 'HEAD' });
    expect(head).toMatchObject({ statusCode: get.statusCode, headers: get.headers });
    expect(head.body).toBeUndefined();
    expect((await scheme({ method: 'HEAD', headers: { 'if-none-match': '"7"' } })).statusCode).toBe(304);
  });

  test('of bytes is base64', async () => {
    const { body, isBase64Encoded } = await call({ path: '/v1/reports/roi' });
    expect([body, isBase64Encoded]).toEqual([Buffer.from('[1]').toString('base64'), true]);
  });

  test('without content is 204 without a body', async () => {
    expect(await call({ method: 'DELETE', path: '/v1/keys/1' })).toMatchObject({ statusCode: 204, json: undefined });
  });

  test.each([
    new Overloaded('many at once'),
    Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
    Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' }),
  ])('is 503 with Retry-After if %s was thrown', async (error) => {
    thrown = error;
    const { statusCode, headers, json } = await scheme();
    expect([statusCode, headers['retry-after'], json.traceId]).toEqual([503, '2', 'trace-1']);
    expect(logged).toEqual([['request-overloaded', { route: 'GET /v1/schemes/standard', error }]]);
  });

  test('is 422 at the cursor if the store does not know it, and nothing is logged', async () => {
    thrown = new CursorRefused();
    const { statusCode, json } = await scheme();
    expect(statusCode).toBe(422);
    expect(json.errors).toEqual([
      {
        pointer: '/query/cursor',
        detail:
          'This cursor does not belong to this list. Send the value of "next" from a page of this list, with the same filters.',
      },
    ]);
    expect(logged).toEqual([]);
  });

  test.each([new Error('inner detail'), 'inner detail', null, new TypeError('inner detail')])(
    'is 500 without internal detail if %s was thrown',
    async (error) => {
      thrown = error;
      const { statusCode, headers, body } = await scheme();
      expect([statusCode, headers['content-type']]).toEqual([500, 'application/problem+json']);
      expect(body).not.toContain('inner');
      expect(logged).toEqual([['request-failed', { route: 'GET /v1/schemes/standard', error }]]);
    },
  );

  test('is 503 shortly before the function times out', async () => {
    const waiting = api([on('listSchemes', () => new Promise(() => undefined))], { ...here, log: () => undefined });
    const event = {
      routeKey: '',
      rawPath: '/v1/schemes',
      headers: { 'x-api-key': key },
      requestContext: { http: { method: 'GET' } },
    };
    const context = { awsRequestId: 'trace-1', getRemainingTimeInMillis: () => 260 };
    expect(await waiting(event, context)).toMatchObject({ statusCode: 503 });
  });
});
