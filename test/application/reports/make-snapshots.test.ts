import { describe, expect, test } from 'vitest';
import {
  type MakeDependencies,
  makeSnapshots,
  unfiltered,
} from '../../../functions/application/reports/make-snapshots.ts';
import { findSnapshot, snapshotId, wantSnapshot } from '../../../functions/application/reports/snapshot-reports.ts';
import type { SnapshotRequest } from '../../../functions/domain/record/snapshot.ts';
import { gss } from '../../support/builders/ids.ts';
import { world } from '../../support/worlds/world.ts';

const csv: SnapshotRequest = { dataset: 'roi', format: 'csv', excel: false, gzip: false, filter: {}, borough: null };
const filtered: SnapshotRequest = { ...csv, filter: { status: 'funded' }, borough: gss('E09000007') };
const asAt = '2026-11-20T10:00:00.000Z';
class Beyond extends Error {}

/** Reports of this many bytes, in parts of ten. */
function making(sizeOf: (request: SnapshotRequest) => number | 'fails' | 'beyond') {
  const here = world();
  const opened: SnapshotRequest[] = [];
  const failures: unknown[] = [];
  let ahead = 0;
  const deps: MakeDependencies = {
    ...here,
    failed: (error) => failures.push(error),
    reports: {
      maxAtOnce: 100,
      open: async (request) => {
        opened.push(request);
        return {
          type: `text/${request.format}`,
          asAt: () => asAt,
          beyondFormat: (error) => (error instanceof Beyond ? 'More rows than a sheet has' : undefined),
          parts: (async function* () {
            const size = sizeOf(request);
            for (let at = 0; at < (typeof size === 'number' ? size : 200); at += 10) {
              ahead += 1;
              yield new Uint8Array(10).fill(at);
              ahead -= 1;
            }
            if (size === 'fails') throw new Error('The store is away');
            if (size === 'beyond') throw new Beyond();
          })(),
        };
      },
    },
  };
  return { here, deps, opened, failures, ahead: () => ahead, now: () => here.clock.now() };
}

const find = ({ here, now }: ReturnType<typeof making>, request: SnapshotRequest) => findSnapshot(here, request, now());

describe('makeSnapshots', () => {
  test('makes each unfiltered report that is too large to send at once, and no other', async () => {
    const on = making(({ dataset, format }) => (dataset === 'roi' && format === 'csv' ? 101 : 100));
    const done = await makeSnapshots(on.deps);
    expect(on.opened).toEqual(unfiltered());
    expect(done).toEqual({ made: 2, fitting: unfiltered().length - 2, failed: 0 });
    const made = await find(on, csv);
    expect(made).toEqual({ kind: 'object', object: expect.any(String), asAt, madeAt: on.now(), bytes: 110 });
    if (made?.kind !== 'object') throw new Error('It is an object');
    expect(on.here.objects.kept.get(made.object)).toMatchObject({ type: 'text/csv', gzip: false });
    expect(on.here.objects.kept.get(made.object)?.bytes).toEqual(
      new Uint8Array(Array.from({ length: 110 }, (_, at) => Math.floor(at / 10) * 10)),
    );
    expect(await find(on, { ...csv, dataset: 'benefits' })).toBeUndefined();
  });

  test('makes what was asked for in the last three days, whatever its size, and nothing older', async () => {
    const on = making(() => 30);
    const old = { ...filtered, filter: { status: 'lapsed' } };
    await wantSnapshot(on.here, old, '2026-11-20T09:59:59.999Z');
    await wantSnapshot(on.here, filtered, '2026-11-20T10:00:00.000Z');
    await wantSnapshot(on.here, filtered, '2026-11-21T10:00:00.000Z');
    expect(await makeSnapshots(on.deps)).toMatchObject({ made: 1, failed: 0 });
    expect(await find(on, filtered)).toMatchObject({ bytes: 30 });
    expect(await find(on, old)).toBeUndefined();
  });

  test('makes an unfiltered report that was asked for only once', async () => {
    const on = making(() => 30);
    await wantSnapshot(on.here, csv, on.now());
    expect(await makeSnapshots(on.deps)).toEqual({ made: 1, fitting: unfiltered().length - 1, failed: 0 });
    expect(on.opened).toHaveLength(unfiltered().length);
  });

  test('holds no more of a report than the largest response and one part', async () => {
    let most = 0;
    const on = making(() => 10_000);
    const objects = {
      write: async (_name: string, _what: unknown, parts: AsyncIterable<Uint8Array>) => {
        let bytes = 0;
        for await (const part of parts) {
          bytes += part.byteLength;
          most = Math.max(most, on.ahead());
        }
        return bytes;
      },
    };
    await makeSnapshots({ ...on.deps, objects });
    expect(most).toBeLessThanOrEqual(1);
  });

  test('reports a failure, which leaves no snapshot, and makes the others', async () => {
    const on = making(({ dataset }) => (dataset === 'roi' ? 'fails' : 200));
    const done = await makeSnapshots(on.deps);
    expect(done).toEqual({ made: unfiltered().length - 7, fitting: 0, failed: 7 });
    expect(on.failures).toHaveLength(7);
    expect(await find(on, csv)).toBeUndefined();
    expect(await find(on, { ...csv, dataset: 'pipeline' })).toBeDefined();
  });

  test('records that a format cannot hold a report, with the reason', async () => {
    const on = making(({ format }) => (format === 'xlsx' ? 'beyond' : 10));
    await makeSnapshots(on.deps);
    expect(await find(on, { ...csv, format: 'xlsx' })).toEqual({
      kind: 'beyond-format',
      why: 'More rows than a sheet has',
      madeAt: on.now(),
    });
  });

  test('makes a new object each time, so that readers can finish the older one', async () => {
    const on = making(() => 200);
    await makeSnapshots(on.deps);
    const first = on.here.objects.kept.size;
    on.here.clock.set('2026-11-23T11:00:00.000Z');
    await makeSnapshots(on.deps);
    expect(on.here.objects.kept.size).toBe(2 * first);
  });
});

describe('a snapshot', () => {
  test('serves a snapshot for 24 hours', async () => {
    const on = making(() => 200);
    await makeSnapshots(on.deps);
    expect(await findSnapshot(on.here, csv, '2026-11-24T09:59:59.999Z')).toBeDefined();
    expect(await findSnapshot(on.here, csv, '2026-11-24T10:00:00.000Z')).toBeUndefined();
  });

  test('has one id per representation, filter and reader', () => {
    const { digests } = world();
    const others: SnapshotRequest[] = [
      csv,
      { ...csv, dataset: 'benefits' },
      { ...csv, format: 'json' },
      { ...csv, excel: true },
      { ...csv, gzip: true },
      { ...csv, filter: { borough: gss('E09000007') } },
      { ...csv, filter: { status: gss('E09000007') } },
      { ...csv, borough: gss('E09000007') },
      { ...csv, borough: gss('E09000012') },
    ];
    expect(new Set(others.map((each) => snapshotId(digests, each))).size).toBe(others.length);
    const [a, b] = [
      { status: 'funded', scheme: 'quick' },
      { scheme: 'quick', status: 'funded' },
    ];
    expect(snapshotId(digests, { ...csv, filter: a })).toBe(snapshotId(digests, { ...csv, filter: b }));
  });
});
