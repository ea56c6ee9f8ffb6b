import { beforeAll, describe, expect, test } from 'vitest';
import { projectProposal } from '../../functions/application/reports/project-proposal.ts';
import { appraisedInput } from '../../functions/application/steps/appraised-input.ts';
import { explainAppraisal } from '../../functions/domain/appraisal/appraisal-explanation.ts';
import { verifyChain } from '../../functions/domain/record/event-chain.ts';
import type { Officer } from '../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalId } from '../../functions/domain/vocabulary/proposal.ts';
import { ProposalSummary, ProposalView } from '../../functions/schemas/wire/proposal-view.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { gss, pid } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { client, type Seen } from '../support/gateway.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

const [camden, southwark, hackney] = [gss('E09000007'), gss('E09000028'), gss('E09000012')];
type Get = (path: string, headers?: Readonly<Record<string, string>>) => Promise<Seen>;

let coalition: MemoryCoalition;
let get: Get;
let byBorough: (borough: BoroughCode) => Promise<Get>;
/** Three proposals, submitted a minute apart: apprenticeships, sensors, apprenticeships again. */
const ids: ProposalId[] = [];

beforeAll(async () => {
  stubHandlerEnvironment();
  const { create } = await import('../../functions/handlers/api/read-proposals.handler.ts');
  coalition = await memoryCoalition();
  for (const [minute, name] of [
    'digital-apprenticeships',
    'damp-and-mould-sensors',
    'digital-apprenticeships',
  ].entries()) {
    coalition.world.clock.set(`2026-11-23T10:0${minute}:00.000Z`);
    ids.push(await coalition.submit(sample(name)));
  }
  const [first = pid('')] = ids;
  const [request] = (await coalition.state(first)).requests;
  if (request !== undefined) await coalition.answer(first, request.borough, { answer: 'approve', upTo: request.asked });
  for (const id of ids) await projectProposal(coalition.world, id);
  const handler = create({ ...coalition.world, log: () => undefined });
  get = client(handler, await keyFor(coalition.world.keys, { scopes: ['proposals:read'] }));
  byBorough = async (borough) =>
    client(handler, await keyFor(coalition.world.keys, { scopes: ['proposals:read'], borough }));
});

describe('GET /v1/proposals/{id} after an officer changed', () => {
  test('R19 body and ETag stay the same after a rename, a new address and a removal', async () => {
    const { status, json, headers } = await get(`/v1/proposals/${ids[0]}`);
    const answered = json.signOff.boroughs.find(({ answer }: { answer: string | null }) => answer !== null);
    expect([status, answered.post, answered.authority]).toEqual([
      200,
      `Approver, ${answered.name}`,
      `Scheme of delegation of ${answered.name}, 4.2`,
    ]);
    const changes: readonly ((officers: readonly Officer[]) => readonly Officer[])[] = [
      (officers) => officers.map((officer) => ({ ...officer, name: 'Somebody Else' })),
      (officers) => officers.map((officer) => ({ ...officer, email: `new.${officer.email}` })),
      () => [],
    ];
    for (const change of changes) {
      await changeBorough(coalition, answered.borough, ({ officers }) => ({ officers: change(officers) }));
      const again = await get(`/v1/proposals/${ids[0]}`);
      expect([again.json, again.headers.etag]).toEqual([json, headers.etag]);
      expect((await get(`/v1/proposals/${ids[0]}`, { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
    }
  });
});

describe('GET /v1/proposals', () => {
  test('lists proposals in the form of the schema, newest first', async () => {
    const { status, json, headers } = await get('/v1/proposals');
    expect(status).toBe(200);
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
    expect(json.items.map((item: unknown) => ProposalSummary.parse(item))).toEqual(json.items);
    expect(json).not.toHaveProperty('next');
    expect(headers).not.toHaveProperty('link');
  });

  test('continues by next and by Link, with the same filters and limit', async () => {
    const first = await get(`/v1/proposals?limit=1&status=sign-off&borough=${hackney}`);
    expect(first.json.items).toMatchObject([{ id: ids[2] }]);
    const [, link = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.link ?? '') ?? [];
    expect(new URLSearchParams(link.split('?')[1]).get('cursor')).toBe(first.json.next);
    const second = await get(link);
    expect(second.json).toEqual({ items: [expect.objectContaining({ id: ids[0] })] });
  });

  test('filters by status, borough and financial year of the cost', async () => {
    const found = async (query: string) =>
      (await get(`/v1/proposals?${query}`)).json.items.map(({ id }: { id: string }) => id);
    expect(await found(`borough=${southwark}`)).toEqual([ids[1]]);
    expect(await found('financialYear=2028-29')).toEqual([ids[1]]);
    expect(await found('status=funded')).toEqual([]);
  });

  test('refuses unknown filters, limits out of range and cursors of other lists, each by name', async () => {
    const { json } = await get('/v1/proposals?limit=1');
    for (const [query, pointer] of [
      ['limit=0', '/query/limit'],
      ['limit=101', '/query/limit'],
      ['scheme=standard', '/query/scheme'],
      ['status=open', '/query/status'],
      ['cursor=nonsense', '/query/cursor'],
      [`cursor=${json.next}&status=sign-off`, '/query/cursor'],
    ]) {
      const answer = await get(`/v1/proposals?${query}`);
      expect([answer.status, answer.json.errors]).toMatchObject([422, [{ pointer }]]);
    }
    expect((await get('/v1/proposals?limit=100')).status).toBe(200);
  });

  test('shows a key of one borough only the proposals that the borough takes part in', async () => {
    expect((await (await byBorough(southwark))('/v1/proposals')).json.items).toMatchObject([{ id: ids[1] }]);
    expect((await (await byBorough(gss('E09000001')))('/v1/proposals')).json).toEqual({ items: [] });
    const cursor = (await get('/v1/proposals?limit=1')).json.next;
    expect((await (await byBorough(camden))(`/v1/proposals?limit=1&cursor=${cursor}`)).status).toBe(422);
  });
});

describe('GET /v1/proposals/{id}', () => {
  test('shows the whole state in the form of the schema', async () => {
    const { status, json } = await get(`/v1/proposals/${ids[0]}`);
    expect(status).toBe(200);
    expect(ProposalView.parse(json)).toEqual(json);
    expect(json.signOff.boroughs[0]).toMatchObject({ answer: 'approve', answeredBy: 'approver of Camden' });
    expect(json.waitingOn).toHaveLength(5);
    expect(json.updatedAt).toBe('2026-11-23T10:02:00.000Z');
  });

  test('R14 R15 with explain=1 shows the working of each figure on record; any other value is 422', async () => {
    const path = `/v1/proposals/${ids[0]}`;
    const { status, json } = await get(`${path}?explain=1`);
    expect(status).toBe(200);
    expect(ProposalView.parse(json)).toEqual(json);
    const { explanation, ...plain } = json;
    expect((await get(path)).json).toEqual(plain);
    expect([explanation.whole, ...explanation.boroughs].map(({ npsv }) => npsv.total.net)).toEqual(
      [json.appraisal, ...json.appraisal.boroughs].map(({ npsv }) => npsv),
    );
    expect(explanation).toEqual(explainAppraisal(appraisedInput(await coalition.state(ids[0] ?? pid('')))));
    const wrong = await get(`${path}?explain=all`);
    expect([wrong.status, wrong.json.errors]).toMatchObject([422, [{ pointer: '/query/explain' }]]);
  });

  test('uses the version as ETag: 304 while it is current, and a new one after a change', async () => {
    const path = `/v1/proposals/${ids[2]}`;
    const { headers } = await get(path);
    expect(headers.etag).toBe(`"${(await coalition.state(ids[2] ?? pid(''))).head.version}"`);
    expect((await get(path, { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
    await coalition.withdraw(ids[2] ?? pid(''));
    expect((await get(path, { 'if-none-match': headers.etag ?? '' })).status).toBe(200);
  });

  test('is 404 for an unknown proposal, with the same words for a borough that takes no part', async () => {
    const unknown = await get('/v1/proposals/none');
    const hidden = await (await byBorough(southwark))(`/v1/proposals/${ids[0]}`);
    expect(unknown.status).toBe(404);
    expect(hidden.json).toEqual(unknown.json);
    expect((await (await byBorough(camden))(`/v1/proposals/${ids[0]}`)).status).toBe(200);
  });
});

describe('GET /v1/proposals/{id}/events', () => {
  test('returns the chain as stored, page by page, so that it verifies', async () => {
    const events = [];
    let path: string | undefined = `/v1/proposals/${ids[0]}/events?limit=2`;
    for (let pages = 0; path !== undefined && pages < 10; pages += 1) {
      const answer: Seen = await get(path);
      expect(answer.json.items.length).toBeGreaterThan(0);
      events.push(...answer.json.items);
      path = /^<(.+)>; rel="next"$/.exec(answer.headers.link ?? '')?.[1];
    }
    const { head } = await coalition.state(ids[0] ?? pid(''));
    expect(events).toHaveLength(head.events);
    const { sha256, canonical } = coalition.world.digests;
    const end = { sequence: head.events, hash: head.chainHead };
    expect(verifyChain(events, { sha256, canonical }, end).kind).toBe('verified');
  });

  test('refuses a cursor of another proposal', async () => {
    const { json } = await get(`/v1/proposals/${ids[0]}/events?limit=1`);
    expect((await get(`/v1/proposals/${ids[0]}/events?limit=1&cursor=${json.next}`)).status).toBe(200);
    expect((await get(`/v1/proposals/${ids[1]}/events?limit=1&cursor=${json.next}`)).status).toBe(422);
  });

  test('is 404 for an unknown proposal, and for a borough that takes no part', async () => {
    expect((await get('/v1/proposals/none/events')).status).toBe(404);
    expect((await (await byBorough(southwark))(`/v1/proposals/${ids[0]}/events`)).status).toBe(404);
  });
});
