import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import type { create } from '../../functions/handlers/streams/project.handler.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

let createProject: typeof create;
let coalition: MemoryCoalition;
const logged: unknown[] = [];

beforeAll(async () => {
  stubHandlerEnvironment();
  ({ create: createProject } = await import('../../functions/handlers/streams/project.handler.ts'));
  coalition = await memoryCoalition();
});

function record(sequence: number, pk: string, sk: string, holdStatus?: string, version?: number): DynamoDBRecord {
  const held = holdStatus === undefined ? {} : { holdStatus: { S: holdStatus } };
  const image = { NewImage: { ...held, ...(version === undefined ? {} : { version: { N: String(version) } }) } };
  return { dynamodb: { SequenceNumber: String(sequence), Keys: { pk: { S: pk }, sk: { S: sk } }, ...image } };
}

async function run(records: readonly DynamoDBRecord[], deps = coalition.world) {
  const event: DynamoDBStreamEvent = { Records: [...records] };
  return createProject({ ...deps, log: (...line) => logged.push(line) })(event);
}

const listed = async () =>
  (await coalition.world.rows.list('proposal', { limit: 100 })).items.map(({ proposal }) => proposal);

/** The proposals of the world. They count how often each was read, and reading the broken one fails. */
function watching(broken = '') {
  const reads: string[] = [];
  const { proposals } = coalition.world;
  const load: typeof proposals.load = (id) => {
    reads.push(id);
    return id === broken ? Promise.reject(new Error('The store is away')) : proposals.load(id);
  };
  const watched = Object.assign(Object.create(proposals), { load });
  for (const name of ['events', 'revision', 'requests'] as const) watched[name] = proposals[name].bind(proposals);
  return { reads, deps: { ...coalition.world, proposals: watched as typeof proposals } };
}

describe('the projection from the stream', () => {
  test('writes the rows of a proposal whose head changed', async () => {
    const id = await coalition.submit(sample('damp-and-mould-sensors'));
    expect(await run([record(1, `PROPOSAL#${id}`, 'HEAD')])).toEqual({ batchItemFailures: [] });
    expect(await listed()).toContain(id);
  });

  test('follows settlement, which changes a request but not the head', async () => {
    for (const status of ['committed', 'released']) {
      const { reads, deps } = watching();
      await run([record(1, 'PROPOSAL#p1', 'SIGNOFF#0001#E09000007', status)], deps);
      expect(reads).toEqual(['p1']);
    }
  });

  test('stops where the own row already has the version of the head, as after 36 reschedulings of a round', async () => {
    const id = await coalition.submit(sample('damp-and-mould-sensors'));
    const { version } = (await coalition.state(id)).head;
    const head = (sequence: number, at: number) => record(sequence, `PROPOSAL#${id}`, 'HEAD', undefined, at);
    const projections = async (...records: readonly DynamoDBRecord[]) => {
      const { reads, deps } = watching();
      await run(records, deps);
      return reads.length;
    };
    await run([record(1, `PROPOSAL#${id}`, 'HEAD')]);
    for (let sequence = 2; sequence < 38; sequence += 1) expect(await projections(head(sequence, version))).toBe(0);
    expect(await projections(head(38, version - 1))).toBe(0);
    expect(await projections(head(39, version), head(40, version + 1))).toBe(1);
    // Settlement changes holds, but not the head.
    expect(
      await projections(record(41, `PROPOSAL#${id}`, 'SIGNOFF#0001#E09000007', 'committed'), head(42, version)),
    ).toBe(1);
  });

  test('ignores records that change no row', async () => {
    const { reads, deps } = watching();
    const others = [
      record(1, 'PROPOSAL#p1', 'SIGNOFF#0001#E09000007', 'held'),
      record(2, 'PROPOSAL#p1', 'EVENT#000001'),
      record(3, 'PROPOSAL#p1', 'LATE#0001#E09000007'),
      record(4, 'BUDGET#E09000007#2026-27#revenue', 'HEAD'),
      record(5, 'OUTBOX#start.p1.1', '-'),
    ];
    expect(await run(others, deps)).toEqual({ batchItemFailures: [] });
    expect(reads).toEqual([]);
  });

  test('reads a proposal once, however many records of a batch are about it', async () => {
    const { reads, deps } = watching();
    await run(
      [1, 2, 3].map((sequence) => record(sequence, 'PROPOSAL#p1', 'HEAD')),
      deps,
    );
    expect(reads).toEqual(['p1']);
  });

  test('retries only the records of a proposal that fails, and logs only its id', async () => {
    const [broken, whole] = [
      await coalition.submit(sample('damp-and-mould-sensors')),
      await coalition.submit(sample('digital-apprenticeships')),
    ];
    const { deps } = watching(broken);
    const records = [
      record(1, `PROPOSAL#${broken}`, 'HEAD'),
      record(2, `PROPOSAL#${whole}`, 'HEAD'),
      record(3, `PROPOSAL#${broken}`, 'HEAD'),
    ];
    expect(await run(records, deps)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '3' }] });
    expect(await listed()).toContain(whole);
    expect(await listed()).not.toContain(broken);
    expect(logged).toContainEqual(['record-failed', { proposal: broken, error: expect.any(Error) }]);
  });

  test('retries each record if all proposals fail', async () => {
    const { deps } = watching('p1');
    const failed = await run([record(1, 'PROPOSAL#p1', 'HEAD'), record(2, 'PROPOSAL#p1', 'HEAD')], deps);
    expect(failed.batchItemFailures).toHaveLength(2);
  });
});
