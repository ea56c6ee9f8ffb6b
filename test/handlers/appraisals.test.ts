import { beforeAll, describe, expect, test } from 'vitest';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { builtInParameterSets } from '../../functions/domain/appraisal/built-in-parameter-sets.ts';
import { greenBook202602 } from '../../functions/domain/appraisal/data/green-book-2026-02.ts';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { descriptions } from '../../functions/http/operations/operations.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { camden, hackney } from '../support/builders/boroughs.ts';
import { aSubmission } from '../support/builders/submissions.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { pointersOf, type Received, type Sent, send } from '../support/gateway.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

const DraftAppraisal = descriptions.appraiseDraft().responses[200].json.schema;
const ParameterSets = descriptions.listParameterSets().responses[200].json.schema;

stubHandlerEnvironment();
const { create } = await import('../../functions/handlers/api/appraisals.handler.ts');

let coalition: MemoryCoalition;
let handler: GatewayHandler;
let key: string;

beforeAll(async () => {
  coalition = await memoryCoalition();
  const deps = { ...coalition.world, digests: systemDigests, allowShortResponses: false, allowStages: true };
  handler = create({ ...deps, log: (...line) => expect(line).toEqual([]) });
  key = await keyFor(coalition.world.keys, { holder: 'digital@hackney.example' });
});

const appraise = (body: unknown, sent: Partial<Sent> = {}): Promise<Received> =>
  send(handler, { method: 'POST', path: '/v1/appraisals', key, body, ...sent });

describe('POST /v1/appraisals', () => {
  test('returns the appraisal that the same draft has after submission, to the penny', async () => {
    const { statusCode, json } = await appraise(aSubmission());
    expect(statusCode).toBe(200);
    const { appraisal } = await coalition.state(await coalition.submit(aSubmission()));
    expect(DraftAppraisal.parse(json)).toEqual({ appraisal });
    expect(appraisal.boroughs).toHaveLength(3);
  });

  test('R14 R15 with explain=1 shows the working of each figure, for the whole and for each borough', async () => {
    const { statusCode, json } = await appraise(aSubmission(), { query: 'explain=1' });
    expect(statusCode).toBe(200);
    const { appraisal, explanation } = DraftAppraisal.parse(json);
    expect(json).toEqual({ appraisal, explanation });
    expect(explanation?.whole).toMatchObject({
      presentValueCosts: {
        rows: [{ financialYear: '2026-27', stated: 9_000_000, discountFactor: 1, presentValue: 9_000_000 }],
        total: { presentValue: appraisal.presentValueCosts },
      },
      npsv: { total: { net: appraisal.npsv } },
      bcr: { quotient: appraisal.bcr },
      payback: { countedFrom: '2026-27', simple: { years: 1, reachedIn: '2027-28' } },
    });
    expect(explanation?.boroughs.map(({ borough, npsv }) => [borough, npsv.total.net])).toEqual(
      appraisal.boroughs.map(({ borough, npsv }) => [borough, npsv]),
    );
  });

  test.each(['explain=2', 'explain=', 'explain=true', 'explain=1&explain=1', 'explains=1'])(
    'refuses %s, and says what is allowed',
    async (query) => {
      const { statusCode, json } = await appraise(aSubmission(), { query });
      expect(statusCode).toBe(422);
      expect(pointersOf({ json })).toEqual([query.startsWith('explains') ? '/query/explains' : '/query/explain']);
    },
  );

  test('reports faults of the query together with those of the draft', async () => {
    const { json } = await appraise({ ...aSubmission(), title: '' }, { query: 'explain=yes' });
    expect(pointersOf({ json })).toEqual(['/query/explain', '/title']);
  });

  test('stores nothing, however often a draft is sent', async () => {
    const before = coalition.world.table.everything();
    await appraise(aSubmission(), { headers: { 'idempotency-key': 'once' } });
    await appraise({ ...aSubmission(), costs: [] });
    expect(coalition.world.table.everything()).toEqual(before);
  });

  test('reports the same faults of form and content as a submission', async () => {
    const { statusCode, json } = await appraise({
      ...aSubmission({ scheme: 'unheard-of' }),
      title: '',
      colour: 'green',
    });
    expect(statusCode).toBe(422);
    expect(pointersOf({ json }).toSorted()).toEqual(['/colour', '/scheme', '/title']);
  });

  test('R10 reports the partners to which the apportionment key gives no weight', async () => {
    const { statusCode, json } = await appraise(aSubmission({ apportionment: 'benefit' }));
    expect([statusCode, pointersOf({ json })]).toEqual([422, [0, 1, 2].map((at) => `/partners/${at}/borough`)]);
  });

  test('lets a key of one borough appraise only where that borough leads', async () => {
    const of = async (borough: BoroughCode) =>
      keyFor(coalition.world.keys, { borough, holder: 'digital@hackney.example' });
    expect((await appraise(aSubmission(), { key: await of(hackney) })).statusCode).toBe(200);
    expect((await appraise(aSubmission(), { key: await of(camden) })).statusCode).toBe(403);
  });
});

describe('GET /v1/parameter-sets', () => {
  test('R14 lists each set whole, with its id, dates and sources, oldest first', async () => {
    const { statusCode, json } = await send(handler, { method: 'GET', path: '/v1/parameter-sets', key });
    expect(statusCode).toBe(200);
    expect(ParameterSets.parse(json)).toEqual({ items: builtInParameterSets });
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(['green-book-2022', 'green-book-2026-02']);
  });

  test('R14 lists the sets that operators added in their order, and continues by its cursor', async () => {
    const set = { ...greenBook202602, id: 'deflators-2027', from: '2027-04-01' } as const;
    const { create: another } = await import('../../functions/handlers/api/appraisals.handler.ts');
    const world = (await memoryCoalition()).world;
    const serve = another({
      ...world,
      digests: systemDigests,
      allowShortResponses: false,
      allowStages: true,
      log: () => undefined,
    });
    await world.parameterSets.add({ set, addedAt: '2026-11-23T10:00:00.000Z' });
    const own = await keyFor(world.keys, { holder: 'digital@hackney.example' });
    const list = (query: string) => send(serve, { method: 'GET', path: '/v1/parameter-sets', query, key: own });
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.json.next}`);
    expect([...first.json.items, ...second.json.items]).toEqual([...builtInParameterSets, set]);
  });

  test('continues by its cursor', async () => {
    const first = await send(handler, { method: 'GET', path: '/v1/parameter-sets', query: 'limit=1', key });
    const query = `limit=1&cursor=${first.json.next}`;
    const second = await send(handler, { method: 'GET', path: '/v1/parameter-sets', query, key });
    expect([...first.json.items, ...second.json.items]).toEqual(builtInParameterSets);
    expect(second.json).not.toHaveProperty('next');
  });
});
