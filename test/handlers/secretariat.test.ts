import { beforeEach, describe, expect, test } from 'vitest';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import type { BoroughCode, ProposalId } from '../../functions/domain/vocabulary/proposal.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { camden, hackney, islington, newham } from '../support/builders/boroughs.ts';
import { who } from '../support/builders/ids.ts';
import { aSubmission } from '../support/builders/submissions.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { stopProposal } from '../support/deployed/stop-proposal.ts';
import { pointersOf, type Received, type Sent, send } from '../support/gateway.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

stubHandlerEnvironment();
const { create } = await import('../../functions/handlers/api/secretariat.handler.ts');

let coalition: MemoryCoalition;
let handler: GatewayHandler;
let admin: string;
let id: ProposalId;

beforeEach(async () => {
  coalition = await memoryCoalition();
  handler = create({ ...coalition.world, digests: systemDigests, log: (...line) => expect(line).toEqual([]) });
  admin = await keyFor(coalition.world.keys, { holder: 'secretary@office.example' });
  id = await coalition.submit(aSubmission());
});

const post = (action: string, body: unknown, sent: Partial<Sent> = {}): Promise<Received> =>
  send(handler, { method: 'POST', path: `/v1/proposals/${id}/${action}`, key: admin, body, ...sent });

const extension = { respondBy: '2026-12-21T17:00:00Z', reason: 'The committee meets later.' };
const revocation = { borough: camden, reason: 'A spending stop.' };
const resumption = { reason: 'It is mended.' };

describe('POST …/extension', () => {
  test('R5 answers 200 with the proposal, its new deadline and the ETag of the change', async () => {
    const { statusCode, json, headers } = await post('extension', extension);
    expect([statusCode, json.signOff.closesAt, json.status]).toEqual([200, '2026-12-21T17:00:00.000Z', 'sign-off']);
    expect(headers.etag).toBe(`"${(await coalition.state(id)).head.version}"`);
    const by = (await coalition.request(id, camden)).extended?.by ?? who('');
    expect((await coalition.world.people.get([by]))[0]?.email).toBe('secretary@office.example');
  });

  test('reports faults of form and content together', async () => {
    const faulty = await post('extension', { respondBy: '2026-12-01T17:00:00Z', vat: 1 });
    expect([faulty.statusCode, pointersOf(faulty).toSorted()]).toEqual([422, ['/reason', '/respondBy', '/vat']]);
    expect(faulty.json.errors.map(({ detail }: { detail: string }) => detail)).toContain(
      'Expected a time after the current deadline, 5pm on Monday 7 December 2026.',
    );
  });

  test('repeats the first response for the same Idempotency-Key, and refuses another body', async () => {
    const headers = { 'idempotency-key': 'extend-once' };
    const first = await post('extension', extension, { headers });
    const events = (await coalition.events(id)).length;
    const again = await post('extension', extension, { headers });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([200, first.body, first.headers.etag]);
    expect(await coalition.events(id)).toHaveLength(events);
    const other = await post('extension', { ...extension, reason: 'Another.' }, { headers });
    expect([other.statusCode, pointersOf(other).toSorted()]).toEqual([422, ['/header/idempotency-key']]);
  });

  test('R5 is 409 outside sign-off and from the deadline on, and says why', async () => {
    await coalition.answer(id, hackney, { answer: 'decline' });
    const ended = await post('extension', extension);
    expect([ended.statusCode, ended.json.detail]).toEqual([
      409,
      'The proposal has the status not-funded. You can extend the deadline only until the sign-off round closes.',
    ]);
    id = await coalition.submit(aSubmission());
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    const late = await post('extension', extension);
    expect([late.statusCode, late.json.detail]).toEqual([
      409,
      'It is too late to extend the deadline: the round closed at 5pm on Monday 7 December 2026.',
    ]);
  });
});

describe('R29 POST …/revocations', () => {
  test('answers 200 with the proposal and its revocation, and frees the hold', async () => {
    await coalition.approve(id, camden);
    const { statusCode, json } = await post('revocations', revocation);
    expect(statusCode).toBe(200);
    const place = json.signOff.boroughs.find(({ borough }: { borough: BoroughCode }) => borough === camden);
    expect(place).toMatchObject({ answer: 'approve', revoked: { at: coalition.now, reason: 'A spending stop.' } });
    expect((await coalition.budget(camden)).held).toBe(0);
  });

  test('reports every fault, and a borough that is not invited', async () => {
    const faulty = await post('revocations', { borough: 'Camden', why: 1 });
    expect([faulty.statusCode, pointersOf(faulty).toSorted()]).toEqual([422, ['/borough', '/reason', '/why']]);
    const stranger = await post('revocations', { ...revocation, borough: islington });
    expect([stranger.statusCode, pointersOf(stranger).toSorted()]).toEqual([422, ['/borough']]);
  });

  test.each([
    ['has not answered, so there is no approval to revoke.', undefined],
    ['declined, so there is no approval to revoke.', 'decline'],
    ['asked for changes, so there is no approval to revoke.', 'request-changes'],
  ] as const)('is 409 if Camden %s', async (words, answer) => {
    if (answer !== undefined) await coalition.answer(id, camden, { answer });
    const { statusCode, json } = await post('revocations', revocation);
    expect([statusCode, json.detail]).toEqual([409, `Camden ${words}`]);
  });

  test('is 409 a second time, and once the outcome is fixed', async () => {
    await coalition.approve(id, camden);
    await post('revocations', revocation);
    expect((await post('revocations', revocation)).json).toMatchObject({
      status: 409,
      detail: 'The approval of Camden has already been revoked.',
    });
    await coalition.answer(id, hackney, { answer: 'decline' });
    expect((await post('revocations', revocation)).json).toMatchObject({
      status: 409,
      detail: 'The proposal has the status not-funded. You can revoke an approval only until the outcome is decided.',
    });
  });

  test('accepts a key of the borough itself, but not of another borough', async () => {
    await coalition.approve(id, camden);
    const keyOf = (borough: BoroughCode) => keyFor(coalition.world.keys, { borough });
    expect((await post('revocations', revocation, { key: await keyOf(newham) })).statusCode).toBe(403);
    expect((await post('revocations', revocation, { key: await keyOf(islington) })).statusCode).toBe(404);
    expect((await post('extension', extension, { key: await keyOf(hackney) })).statusCode).toBe(403);
    expect((await post('resumption', resumption, { key: await keyOf(hackney) })).statusCode).toBe(403);
    expect((await post('revocations', revocation, { key: await keyOf(camden) })).statusCode).toBe(200);
  });
});

describe('POST …/resumption', () => {
  test('answers 200 with the proposal at the step where it stopped, and 409 if it does not need attention', async () => {
    expect((await post('resumption', resumption)).json).toMatchObject({
      status: 409,
      detail: 'The proposal has the status sign-off. You can resume only a proposal with the status needs-attention.',
    });
    await stopProposal(coalition.deps, id);
    const attention = await post('revocations', revocation);
    expect([attention.statusCode, attention.json.detail]).toEqual([
      409,
      'The proposal has the status needs-attention. Resume it first. You can then revoke an approval, if the outcome is not decided.',
    ]);
    const resumed = await post('resumption', resumption);
    expect([resumed.statusCode, resumed.json.status]).toEqual([200, 'sign-off']);
    expect((await post('resumption', {})).statusCode).toBe(422);
  });
});

describe('extension, revocation and resumption', () => {
  test.each([
    ['extension', extension],
    ['revocations', revocation],
    ['resumption', resumption],
  ])('%s is 404 for an unknown proposal, and 403 without the scope admin', async (action, body) => {
    const absent = await post(action, body, { path: `/v1/proposals/none/${action}` });
    expect([absent.statusCode, absent.json.detail]).toEqual([404, 'There is no proposal with this id.']);
    const scopes = ['proposals:write', 'proposals:read', 'reports:read'] as const;
    expect((await post(action, body, { key: await keyFor(coalition.world.keys, { scopes }) })).statusCode).toBe(403);
    expect((await post(action, body, { method: 'PUT' })).statusCode).toBe(405);
  });
});
