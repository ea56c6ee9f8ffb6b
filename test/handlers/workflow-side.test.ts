import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DynamoOutbox } from '../../functions/adapters/dynamodb/proposals/outbox.ts';
import { UnknownOutboxKind } from '../../functions/application/commit/unknown-outbox-kind.ts';
import { nowhere, scripted } from '../adapters/scripted-client.ts';
import { camden, hackney, newham } from '../support/builders/boroughs.ts';
import { aSubmission } from '../support/builders/submissions.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

/** Loading a handler's module binds its dependencies, so its environment must be set first. */
async function handlers() {
  stubHandlerEnvironment();
  return {
    openSignOff: (await import('../../functions/handlers/tasks/open-sign-off.handler.ts')).create,
    openReview: (await import('../../functions/handlers/tasks/open-review.handler.ts')).create,
    settle: (await import('../../functions/handlers/tasks/settle.handler.ts')).create,
    relay: (await import('../../functions/handlers/streams/relay.handler.ts')).create,
    mailer: (await import('../../functions/handlers/queues/mailer.handler.ts')).create,
    sweep: (await import('../../functions/handlers/schedules/sweep.handler.ts')).create,
  };
}

let create: Awaited<ReturnType<typeof handlers>>;
let coalition: MemoryCoalition;
let logged: (readonly unknown[])[];
const log = (...line: readonly unknown[]) => {
  logged.push(line);
};

beforeAll(async () => {
  create = await handlers();
});
beforeEach(async () => {
  coalition = await memoryCoalition();
  logged = [];
});

/** Later than any attempt of the model of Step Functions. */
const attempt = { enteredAt: '2027-01-04T09:00:00.000Z', retry: 1 };
const input = (proposalId: string) => ({ proposalId, revision: 1, cycle: 1, schema: 1 });

function stream(...entries: readonly string[]): DynamoDBStreamEvent {
  return {
    Records: entries.map((entry, index) => ({
      dynamodb: { SequenceNumber: String(index), Keys: { pk: { S: `OUTBOX#${entry}` }, sk: { S: '-' } } },
    })),
  };
}

function queue(...bodies: readonly unknown[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({ messageId: String(index), body: JSON.stringify(body) })),
  } as unknown as SQSEvent;
}

describe('a task of the workflow', () => {
  test('registers its token for the step it opens', async () => {
    const id = await coalition.submit(aSubmission());
    await create.openSignOff(coalition.deps)({ ...input(id), taskToken: 'newer', attempt });
    expect(await coalition.world.tokens.get(id, 1, 'sign-off')).toMatchObject({ token: 'newer', attempt });
  });

  test('registers the token of the review separately', async () => {
    const id = await coalition.submit(aSubmission());
    await coalition.approve(id, hackney, camden, newham);
    await create.openReview(coalition.deps)({ ...input(id), taskToken: 'newer', attempt });
    expect(await coalition.world.tokens.get(id, 1, 'review')).toMatchObject({ token: 'newer', attempt });
  });

  test('accepts a moment with any fraction of a second, so that attempts can be compared', async () => {
    const id = await coalition.submit(aSubmission());
    const open = create.openSignOff(coalition.deps);
    await open({ ...input(id), taskToken: 'newer', attempt: { enteredAt: '2027-01-04T09:00:00Z', retry: 0 } });
    await open({ ...input(id), taskToken: 'older', attempt: { enteredAt: '2027-01-04T08:59:59.9994Z', retry: 3 } });
    const { enteredAt } = (await coalition.world.tokens.get(id, 1, 'sign-off'))?.attempt ?? {};
    expect(enteredAt).toBe('2027-01-04T09:00:00.000Z');
  });

  test('R12 settles, and does nothing the second time', async () => {
    const id = await coalition.submit(aSubmission());
    await coalition.withdraw(id);
    const before = await coalition.state(id);
    await create.settle(coalition.deps)(input(id));
    expect((await coalition.state(id)).head).toEqual(before.head);
  });

  test.each([
    {},
    { ...input('p'), schema: 2, taskToken: 'token' },
    { ...input('p'), taskToken: '' },
    { ...input('p'), taskToken: 'token', more: 1 },
    { ...input('p'), taskToken: 'token', attempt: { enteredAt: 'yesterday', retry: 0 } },
    { ...input('p'), taskToken: 'token', attempt: { enteredAt: '2027-01-04T09:00:00.000Z', retry: -1 } },
  ])('refuses an input outside its contract: %j', async (event) => {
    await expect(create.openSignOff(coalition.deps)(event)).rejects.toThrow();
  });
});

describe('the relay', () => {
  test('retries only the record that failed', async () => {
    const id = await coalition.submit(aSubmission());
    const outbox = Object.assign(Object.create(coalition.deps.outbox), {
      get: (entry: string) => (entry === 'bad' ? Promise.reject(new Error('away')) : coalition.deps.outbox.get(entry)),
    });
    const relay = create.relay({ ...coalition.deps, outbox, log });
    expect(await relay(stream('bad', `start.${id}.1`))).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(logged).toMatchObject([['record-failed', { outbox: 'bad' }]]);
  });

  test('leaves an entry of unknown kind pending, and logs it', async () => {
    const outbox = Object.assign(Object.create(coalition.deps.outbox), {
      get: (entry: string) => Promise.reject(new UnknownOutboxKind(entry, 'telegram')),
    });
    const relay = create.relay({ ...coalition.deps, outbox, log });
    expect(await relay(stream('telegram.p.1'))).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([['outbox-kind-unknown', { outbox: 'telegram.p.1', kind: 'telegram' }]]);
  });

  test('the table tells an unknown kind from a broken item', async () => {
    const entry = (kind: string) => ({
      pk: { S: 'OUTBOX#telegram.p.1' },
      sk: { S: '-' },
      id: { S: 'telegram.p.1' },
      task: { M: { kind: { S: kind } } },
    });
    const outboxOf = (kind: string) => {
      const client = new DynamoDBClient(nowhere);
      scripted(client, () => ({ Item: entry(kind) }));
      return new DynamoOutbox({ client, tableName: 'table' });
    };
    await expect(outboxOf('telegram').get('telegram.p.1')).rejects.toThrow(UnknownOutboxKind);
    await expect(outboxOf('start').get('telegram.p.1')).rejects.toThrow("is not in this version's format");
  });
});

describe('the mailer', () => {
  test('sends what the queue brings, and logs only ids', async () => {
    const id = await coalition.submit(aSubmission());
    const message = { mail: 'submitted', to: (await coalition.state(id)).head.proposer };
    const mailer = create.mailer({ ...coalition.deps, ...mailing(), log });
    const sent = await mailer(queue({ proposal: id, outbox: `mail.${id}.1`, position: 0, message }));
    expect(sent).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([['mail-sent', { proposal: id, outbox: `mail.${id}.1`, kind: 'submitted' }]]);
  });

  test('returns a message that failed, and sends the others', async () => {
    const id = await coalition.submit(aSubmission());
    const message = { mail: 'submitted', to: (await coalition.state(id)).head.proposer };
    const good = { proposal: id, outbox: `mail.${id}.1`, position: 0, message };
    const mailer = create.mailer({ ...coalition.deps, ...mailing(), log });
    const result = await mailer(queue({ ...good, proposal: 'nothing' }, good));
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(logged.map(([message_]) => message_).toSorted()).toEqual(['mail-sent', 'record-failed']);
  });

  test('reads a proposal once for all the emails of a batch about it', async () => {
    const id = await coalition.submit(aSubmission());
    const { requests } = await coalition.state(id);
    const load = vi.spyOn(coalition.world.proposals, 'load');
    const mailer = create.mailer({ ...coalition.deps, ...mailing(), log });
    const mails = requests.map(({ borough, asks }, position) => {
      const message = { mail: 'sign-off-request', to: asks[0]?.person, borough, revision: 1 };
      return { proposal: id, outbox: `mail.${id}.2`, position, message };
    });
    expect(await mailer(queue(...mails))).toEqual({ batchItemFailures: [] });
    expect(logged.map(([message_]) => message_)).toEqual(['mail-sent', 'mail-sent', 'mail-sent']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  function mailing() {
    return {
      sender: coalition.world.sender,
      render: () => ({ subject: 'subject', html: '<p>html</p>', text: 'text' }),
      baseUrl: 'http://127.0.0.1:8080',
      replyTo: 'secretariat@joint-funding.example',
    };
  }
});

describe('the sweep', () => {
  test('does what is due, and reports how much that was', async () => {
    const id = await coalition.submit(aSubmission());
    coalition.advance({ days: 30 });
    const swept = await create.sweep({ ...coalition.deps, failed: () => undefined, log })();
    expect(swept).toMatchObject({ failed: 0, more: false });
    expect(swept.attended).toBeGreaterThan(0);
    expect((await coalition.state(id)).head.status).toBe('settling');
    expect(logged).toEqual([['sweep-drove', { count: swept.attended }]]);
  });
});
