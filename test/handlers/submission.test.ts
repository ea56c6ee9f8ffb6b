import { beforeAll, describe, expect, test } from 'vitest';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { submissionBody } from '../support/builders/submission-bodies.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { send } from '../support/gateway.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

stubHandlerEnvironment();

let coalition: MemoryCoalition;
let handler: GatewayHandler;
let key: string;

beforeAll(async () => {
  const { create } = await import('../../functions/handlers/api/proposals.handler.ts');
  coalition = await memoryCoalition();
  handler = create({
    ...coalition.deps,
    baseUrl: 'https://funding.example',
    log: (...line) => expect(line).toEqual([]),
  });
  key = await keyFor(coalition.world.keys);
});

const submit = (headers: Readonly<Record<string, string>> = {}) =>
  send(handler, { method: 'POST', path: '/v1/proposals', key, headers, body: submissionBody() });

describe('the response to a submission', () => {
  test('R25 gives the total, each share, and an address at which the proposer follows it', async () => {
    const { statusCode, json } = await submit();
    expect(statusCode).toBe(201);
    const { requests, revision } = await coalition.state(json.id);
    expect(json).toEqual({
      id: json.id,
      reference: expect.stringMatching(/^JF-/),
      revision: 1,
      status: 'sign-off',
      total: revision.total,
      shares: requests.map(({ borough, name, asked }) => ({ borough, name, asked })),
      links: {
        self: `/v1/proposals/${json.id}`,
        tracking: expect.stringMatching(/^https:\/\/funding\.example\/t\/[\w-]{43}$/),
      },
    });
    expect(json.shares.reduce((sum: number, { asked }: { asked: number }) => sum + asked, 0)).toBe(revision.total);
    const token = json.links.tracking.split('/').at(-1);
    expect(await coalition.read(String(token), 'tracking')).toMatchObject({ kind: 'tracking', status: 'sign-off' });
  });

  test('promise 9 is repeated without the tracking address, because no secret is stored', async () => {
    const headers = { 'idempotency-key': 'one' };
    const [first, again] = [await submit(headers), await submit(headers)];
    const { tracking, ...links } = first.json.links;
    expect(again.json).toEqual({ ...first.json, links });
    expect(JSON.stringify(coalition.world.table.everything())).not.toContain(tracking.split('/').at(-1));
  });
});
