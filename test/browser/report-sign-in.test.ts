import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyFor } from '../support/builders/api-keys.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { memoryCoalition } from '../support/worlds/memory-coalition.ts';
import { launchBrowser } from './chromium.ts';

let browser: Browser;
let address: string;
let password: string;
const server = createServer();

beforeAll(async () => {
  stubHandlerEnvironment();
  const { create } = await import('../../functions/handlers/api/reports.handler.ts');
  const { world } = await memoryCoalition();
  password = await keyFor(world.keys, { scopes: ['reports:read'] });
  const handler = create({ ...world, log: () => undefined });
  server.on('request', async ({ url = '', headers }, reply) => {
    const [rawPath = '', rawQueryString = ''] = url.split('?');
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const event = {
      routeKey: `GET ${rawPath}`,
      rawPath,
      rawQueryString,
      headers: named,
      requestContext: { http: { method: 'GET' } },
    };
    const context = { awsRequestId: 'trace-1', getRemainingTimeInMillis: () => 29_000 };
    const answer = await handler(event, context);
    const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    reply.writeHead(answer.statusCode, answer.headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/reports/roi`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

test('a person opens a report in a browser, which asks for a name and a key', async () => {
  const context = await browser.newContext({ httpCredentials: { username: 'anyone', password } });
  const page = await context.newPage();
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(200);
  expect(await page.locator('h1').textContent()).toBe('There are no proposals to show yet');
  await context.close();
});
