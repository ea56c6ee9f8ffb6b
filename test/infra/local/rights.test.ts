import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Guard, openGuard } from '../../../infra/local/guard.ts';
import { allows, requestsOf, rightsOf } from '../../../infra/local/rights.ts';
import { synthesise } from '../synthesised.ts';

const template = (await synthesise('local')).service.toJSON();
const rights = rightsOf(template);

function may(caller: string, target: string | undefined, call: unknown, path = '/', method = 'POST'): boolean {
  const statements = rights.get(caller) ?? [];
  return requestsOf(target, path, JSON.stringify(call), method).every((request) => allows(statements, request));
}

const table = (operation: string): string => `DynamoDB_20120810.${operation}`;
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: '-' } });

describe('what a role allows', () => {
  test('an item of a partition in the role, by the actions in the role', () => {
    expect(may('links.read-link', table('GetItem'), { Key: key('LINK#1') })).toBe(true);
    expect(may('links.read-link', table('GetItem'), { Key: key('KEY#1') })).toBe(false);
    expect(may('links.read-link', table('PutItem'), { Item: key('LINK#1') })).toBe(false);
    expect(may('links.answer-link', table('UpdateItem'), { Key: key('BUDGET#1') })).toBe(true);
    expect(may('links.answer-link', table('PutItem'), { Item: key('BUDGET#1') })).toBe(false);
  });

  test('a query by its partition, whatever the names in its expression', () => {
    const query = {
      KeyConditionExpression: '#pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': { S: 'PROPOSAL#1' }, ':from': { S: 'A' }, ':to': { S: 'B' } },
    };
    expect(may('links.read-link', table('Query'), query)).toBe(true);
    expect(may('api.reports', table('Query'), query)).toBe(false);
  });

  test('a query of an index by its partition', () => {
    const query = (partition: string) => ({
      IndexName: 'list',
      KeyConditionExpression: 'listPartition = :p',
      ExpressionAttributeValues: { ':p': { S: partition } },
    });
    expect(may('api.reports', table('Query'), query('ROI'))).toBe(true);
    expect(may('api.reports', table('Query'), query('KEY'))).toBe(false);
    expect(may('links.read-link', table('Query'), query('ROI'))).toBe(false);
  });

  test('each part of a transaction under its own action: one forbidden part refuses it', () => {
    const update = { Update: { Key: key('BUDGET#1') } };
    const check = { ConditionCheck: { Key: key('BOROUGH#1') } };
    const put = { Put: { Item: key('KEY#1') } };
    expect(may('links.answer-link', table('TransactWriteItems'), { TransactItems: [update, check] })).toBe(true);
    expect(may('links.answer-link', table('TransactWriteItems'), { TransactItems: [update, check, put] })).toBe(false);
  });

  test('a batch by all of its keys', () => {
    const batch = (...keys: string[]) => ({ RequestItems: { table: { Keys: keys.map(key) } } });
    expect(may('links.read-link', table('BatchGetItem'), batch('PERSON#1', 'BOROUGH#1'))).toBe(true);
    expect(may('links.read-link', table('BatchGetItem'), batch('PERSON#1', 'SALT#1'))).toBe(false);
  });

  test('R4, R8 a function that routes a request may read the proposer, and one that relies on a borough may check it', () => {
    const authors = { RequestItems: { table: { Keys: [key('PERSON#1')] } } };
    const routing = ['links.read-link', 'links.answer-link', 'tasks.open-sign-off', 'tasks.open-review'];
    const all = [...routing, 'queues.mailer', 'schedules.sweep'];
    expect(all.filter((caller) => !may(caller, table('BatchGetItem'), authors))).toEqual([]);
    const relying = { TransactItems: [{ ConditionCheck: { Key: key('BOROUGH#1') } }] };
    const answering = ['links.answer-link', 'schedules.sweep'];
    expect(answering.filter((caller) => !may(caller, table('TransactWriteItems'), relying))).toEqual([]);
  });

  test('no scan for any role', () => {
    expect([...rights.keys()].filter((caller) => may(caller, table('Scan'), {}))).toEqual([]);
  });

  test('other services only by action', () => {
    expect(may('streams.relay', 'AWSStepFunctions.SendTaskSuccess', {})).toBe(true);
    expect(may('schedules.sweep', 'AWSStepFunctions.SendTaskSuccess', {})).toBe(false);
    expect(may('streams.relay', 'AmazonSQS.SendMessageBatch', {})).toBe(true);
    expect(may('queues.mailer', undefined, {}, '/v2/email/outbound-emails')).toBe(true);
    expect(may('links.answer-link', undefined, {}, '/v2/email/outbound-emails')).toBe(false);
    expect(may('links.answer-link', 'Elsewhere.Anything', {})).toBe(false);
  });

  test('objects by the HTTP method, and nothing on the bucket itself', () => {
    const object = (caller: string, method: string, path: string) => may(caller, undefined, {}, path, method);
    const maker = 'schedules.snapshot';
    for (const [method, path] of [
      ['PUT', '/bucket/id/at'],
      ['POST', '/bucket/id/at?uploads='],
      ['PUT', '/bucket/id/at?partNumber=1&uploadId=u'],
      ['POST', '/bucket/id/at?uploadId=u'],
      ['DELETE', '/bucket/id/at?uploadId=u'],
    ] as const) {
      expect([method, path, object(maker, method, path)]).toEqual([method, path, true]);
      expect(object('api.reports', method, path)).toBe(false);
    }
    expect(object(maker, 'GET', '/bucket/id/at')).toBe(false);
    expect(object('api.reports', 'GET', '/bucket/id/at')).toBe(true);
    expect(object(maker, 'DELETE', '/bucket/id/at')).toBe(false);
    expect(object(maker, 'PUT', '/bucket')).toBe(false);
    expect(object(maker, 'GET', '/')).toBe(false);
  });
});

describe('the guard before the local AWS', () => {
  const refused: string[] = [];
  const aws = createServer((_, response) => response.end('{"from":"aws"}'));
  let guard: Guard;

  beforeAll(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'joint-funding-guard-')), 'template.json');
    writeFileSync(file, JSON.stringify(template));
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const { port } = aws.address() as AddressInfo;
    guard = await openGuard({ awsPort: port, template: file, refused: (line) => refused.push(line) });
  });

  afterAll(async () => {
    await guard.close();
    aws.close();
  });

  function call(caller: string, pk: string): Promise<Response> {
    return fetch(guard.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': table('GetItem'), 'x-amz-user-agent': `aws-sdk-js/3 app/${caller}` },
      body: JSON.stringify({ Key: key(pk) }),
    });
  }

  test('forwards what the caller may do', async () => {
    const answer = await call('links.read-link', 'LINK#1');
    expect(await answer.json()).toEqual({ from: 'aws' });
    expect(refused).toEqual([]);
  });

  test('refuses other calls as AWS does, reports them, and refuses callers without a name', async () => {
    const answer = await call('links.read-link', 'KEY#1');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'AccessDeniedException' });
    expect((await call('', 'LINK#1')).status).toBe(400);
    expect(refused).toEqual([
      'links.read-link may not dynamodb:GetItem KEY#1',
      'nobody may not dynamodb:GetItem LINK#1',
    ]);
  });
});
