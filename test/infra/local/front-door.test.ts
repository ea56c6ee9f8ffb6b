import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PresignedAddresses } from '../../../functions/adapters/s3/snapshot-addresses.ts';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import { type FrontDoor, openFrontDoor } from '../../../infra/local/front-door.ts';
import type { Mail } from '../../../infra/local/mailbox.ts';
import { twoFreePorts } from '../../../infra/local/ports.ts';
import { functionCredentials } from '../../../infra/local/signed-address.ts';

const mail: Mail = {
  id: 'abc',
  at: '2026-11-23T09:00:00.000Z',
  to: '"Approver for Camden" <approver@camden.example>',
  subject: 'Decide <by> 18 December',
  text: 'Open http://127.0.0.1:8080/d/token & decide.',
  html: '<p>Open <a href="http://127.0.0.1:8080/d/token">it</a>.</p><script>alert("never")</script>',
};

/** Replaces the local AWS: it keeps the requests, and answers as the test says. */
const upstream = {
  server: undefined as unknown as Server,
  came: [] as { readonly request: IncomingMessage; readonly body: Buffer }[],
  answer: { status: 200, headers: ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'], body: Buffer.from('hello') },
};
let door: FrontDoor;
let port: number;

beforeAll(async () => {
  upstream.server = createServer(async (incoming, response) => {
    upstream.came.push({ request: incoming, body: await buffer(incoming) });
    const { status, headers, body } = upstream.answer;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
  port = await twoFreePorts();
  const { port: awsPort } = upstream.server.address() as AddressInfo;
  door = await openFrontDoor({
    port,
    awsPort,
    apiId: () => '0123abcd',
    bucket: () => 'snapshots',
    mails: async () => [mail],
  });
});

describe('objects of snapshots', () => {
  const { region } = localAws;
  const credentials = functionCredentials;
  const signed = async (name: string) => {
    const address = `http://127.0.0.1:${port}/snapshots`;
    const { pathname, search } = new URL(
      await new PresignedAddresses({ address, region, credentials }).of(name, 'a.csv', 'GET'),
    );
    return pathname + search;
  };

  test('are served from their bucket at a signed address', async () => {
    const path = await signed('id/at');
    const answer = await ask(path);
    expect(answer).toMatchObject({ status: 200, body: 'hello' });
    expect(answer.headers['content-disposition']).toBe('attachment; filename="a.csv"');
    expect(upstream.came.at(-1)?.request.url).toBe('/snapshots/id/at');
  });

  test('are refused as by S3: with a second credential, or without a correct signature', async () => {
    const before = upstream.came.length;
    const path = await signed('id/at');
    expect(await ask(path, { authorization: 'Bearer jf_key' })).toMatchObject({ status: 400 });
    expect((await ask(path, { authorization: 'Bearer jf_key' })).body).toContain('Only one auth mechanism allowed');
    expect(await ask('/snapshots/id/at')).toMatchObject({ status: 403 });
    expect(await ask(path.replace('/at?', '/as?'))).toMatchObject({ status: 403 });
    expect(upstream.came).toHaveLength(before);
  });
});

afterAll(async () => {
  await door.close();
  upstream.server.close();
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Does not use fetch, which forbids the headers that matter here. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host: `127.0.0.1:${port}`, ...headers },
    });
    asked.on('response', async (answer) =>
      resolve({ status: answer.statusCode, headers: answer.headers, body: await text(answer) }),
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

describe('the front door', () => {
  test('forwards a request unchanged: method, path with its escapes, headers, bytes', async () => {
    const body = Buffer.from([0, 255, 128, 10, 13]);
    await ask('/d/a%2Fb?x=%20y', { 'x-api-key': 'k', 'content-type': 'text/plain' }, 'POST', body);
    const came = upstream.came.at(-1);
    expect(came?.request.method).toBe('POST');
    expect(came?.request.url).toBe('/_aws/execute-api/0123abcd/$default/d/a%2Fb?x=%20y');
    expect(came?.request.headers).toMatchObject({ 'x-api-key': 'k', host: `127.0.0.1:${port}` });
    expect(came?.body).toEqual(body);
  });

  test('returns the response unchanged, even a redirect', async () => {
    upstream.answer = {
      status: 303,
      headers: ['Location', '/d/token', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
      body: Buffer.from(''),
    };
    const answer = await ask('/d/token');
    expect(answer.status).toBe(303);
    expect(answer.headers).toMatchObject({ location: '/d/token', 'set-cookie': ['a=1', 'b=2'] });
  });

  test('blocks the administration of the local AWS', async () => {
    await ask('/_ministack/reset', {}, 'POST');
    expect(upstream.came.at(-1)?.request.url).toBe('/_aws/execute-api/0123abcd/$default/_ministack/reset');
  });

  test('refuses another host name for this machine, so that other pages cannot reach it', async () => {
    const before = upstream.came.length;
    expect((await ask('/health', { host: 'rebound.example' })).status).toBe(403);
    expect((await ask('/health', { host: `rebound.example:${port}` })).status).toBe(403);
    expect((await ask('/mailbox.json', { host: `127.0.0.1:${port + 1}` })).status).toBe(403);
    expect(upstream.came).toHaveLength(before);
  });

  test('refuses requests from foreign pages, whatever origin they claim', async () => {
    const before = upstream.came.length;
    expect((await ask('/health', { origin: 'http://foreign.example' })).status).toBe(403);
    expect((await ask('/mailbox.json', { origin: `http://127.0.0.1:${port + 1}` })).status).toBe(403);
    expect((await ask('/d/x', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 'POST')).status).toBe(403);
    expect((await ask('/d/x', { origin: 'null', 'sec-fetch-site': 'same-site' }, 'POST')).status).toBe(403);
    expect(upstream.came).toHaveLength(before);
  });

  test('accepts its own forms, whose origin is null because pages send no referrer', async () => {
    upstream.answer = { status: 200, headers: [], body: Buffer.from('') };
    expect((await ask('/d/x', { origin: `http://127.0.0.1:${port}` }, 'POST')).status).toBe(200);
    expect((await ask('/d/x', { origin: `http://localhost:${port}`, host: `localhost:${port}` })).status).toBe(200);
    expect((await ask('/d/x', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 'POST')).status).toBe(200);
  });

  test('answers 502 if the local AWS does not respond', async () => {
    const own = await twoFreePorts();
    const lonely = await openFrontDoor({
      port: own,
      awsPort: own + 1,
      apiId: () => 'x',
      bucket: () => 'snapshots',
      mails: async () => [],
    });
    const answer = await fetch(`http://127.0.0.1:${own}/health`);
    expect(answer.status).toBe(502);
    await lonely.close();
  });

  test('says which port is in use', async () => {
    const second = openFrontDoor({
      port,
      awsPort: 1,
      apiId: () => 'x',
      bucket: () => 'snapshots',
      mails: async () => [],
    });
    await expect(second).rejects.toThrow(`Port ${port} is in use`);
  });
});

describe('the mailbox', () => {
  test('lists subject, recipient and time, as text', async () => {
    const { status, headers, body } = await ask('/mailbox');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).toContain('<a href="/mailbox/abc">Decide &lt;by&gt; 18 December</a>');
    expect(body).toContain('&quot;Approver for Camden&quot; &lt;approver@camden.example&gt;');
    expect(body).toContain('2026-11-23 09:00:00 UTC');
  });

  test('shows an email in a frame that cannot run anything, and its text with links', async () => {
    const { body } = await ask('/mailbox/abc');
    expect(body).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(body).not.toContain('<script');
    expect(body).toContain(
      'Open <a href="http://127.0.0.1:8080/d/token">http://127.0.0.1:8080/d/token</a> &amp; decide.',
    );
  });

  test('gives the same emails as JSON', async () => {
    const { headers, body } = await ask('/mailbox.json');
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual([mail]);
  });

  test('answers 404 for an unknown email and leaves other paths to the API', async () => {
    expect((await ask('/mailbox/another')).status).toBe(404);
    await ask('/mailboxes');
    expect(upstream.came.at(-1)?.request.url).toBe('/_aws/execute-api/0123abcd/$default/mailboxes');
  });
});
