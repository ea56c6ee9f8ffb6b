import { describe, expect, test } from 'vitest';
import type { SnapshotObjects } from '../../../functions/application/ports/reports.ts';
import type { Snapshot, WantedSnapshot } from '../../../functions/domain/record/snapshot.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss } from '../../support/builders/ids.ts';
import type { Engine } from '../engines/engines.ts';

const madeAt: Instant = '2026-11-23T10:00:00.000Z';
const object: Extract<Snapshot, { kind: 'object' }> = {
  kind: 'object',
  object: 'a/b',
  asAt: null,
  madeAt,
  bytes: 5_000_000,
};
const wanted = (id: string, wantedAt: Instant): WantedSnapshot => ({
  id,
  wantedAt,
  request: {
    ...{ dataset: 'contributions', format: 'csv', excel: true, gzip: true, borough: gss('E09000007') },
    filter: { status: 'funded', financialYear: '2026-27' },
  },
});

/** Snapshots that exist, and snapshots that are wanted. */
export function snapshotsContract(engine: Engine): void {
  describe(`snapshots on ${engine.name}`, () => {
    test('the newest snapshot is read back exactly, and nothing if there is none', async () => {
      const { snapshots } = await engine.open();
      expect(await snapshots.get('one')).toBeUndefined();
      await snapshots.made('one', object);
      expect(await snapshots.get('one')).toEqual(object);
      const newer: Snapshot = { ...object, object: 'a/c', asAt: madeAt, bytes: 7 };
      await snapshots.made('one', newer);
      expect(await snapshots.get('one')).toEqual(newer);
      const beyond: Snapshot = { kind: 'beyond-format', why: 'Too many rows', madeAt };
      await snapshots.made('two', beyond);
      expect(await snapshots.get('two')).toEqual(beyond);
      expect(await snapshots.get('one')).toEqual(newer);
    });

    test('what was asked for since a moment is found, including that moment, newest first and each once', async () => {
      const { snapshots } = await engine.open();
      const days = ([20, 21, 22] as const).map((day) => wanted(`of-${day}`, `2026-11-${day}T10:00:00.000Z`));
      for (const each of days) await snapshots.want(each);
      expect(await snapshots.wanted('2026-11-21T10:00:00.000Z')).toEqual([days[2], days[1]]);
      const again = wanted('of-20', '2026-11-23T10:00:00.000Z');
      await snapshots.want(again);
      expect(await snapshots.wanted('2026-11-01T00:00:00.000Z')).toEqual([again, days[2], days[1]]);
      expect(await snapshots.wanted('2026-11-24T00:00:00.000Z')).toEqual([]);
    });

    test('asking does not change what was made, and making does not change what was asked for', async () => {
      const { snapshots } = await engine.open();
      const asked = wanted('one', madeAt);
      await snapshots.want(asked);
      await snapshots.made('one', object);
      expect(await snapshots.wanted(madeAt)).toEqual([asked]);
      await snapshots.want(asked);
      expect(await snapshots.get('one')).toEqual(object);
    });

    test('at most 200 are found at once: the newest', async () => {
      const { snapshots } = await engine.open();
      const many = Array.from({ length: 205 }, (_, at) =>
        wanted(`w${at}`, `2026-11-23T10:00:00.${String(at).padStart(3, '0')}Z`),
      );
      for (const each of many) await snapshots.want(each);
      const found = await snapshots.wanted('2026-11-01T00:00:00.000Z');
      expect(found.map(({ id }) => id)).toEqual(
        many
          .toReversed()
          .map(({ id }) => id)
          .slice(0, 200),
      );
    });
  });
}

/** The storage of snapshots. */
export interface ObjectStore {
  readonly name: string;
  open(): Promise<{ objects: SnapshotObjects; read: (name: string) => Promise<WrittenObject | undefined> }>;
}
export interface WrittenObject {
  readonly type: string | undefined;
  readonly gzip: boolean;
  readonly bytes: Uint8Array;
}

async function* parts(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at += 1) yield new Uint8Array(size).fill(at % 256);
}

export function snapshotObjectsContract(store: ObjectStore): void {
  describe(`objects of snapshots on ${store.name}`, () => {
    test.each([
      ['nothing', 0, 0],
      ['a small one', 3, 10],
      ['one of several parts', 200, 65_536],
    ])('%s is kept as it was written, with its type', async (_, count, size) => {
      const { objects, read } = await store.open();
      const bytes = await objects.write('id/at', { type: 'text/csv; charset=utf-8', gzip: false }, parts(count, size));
      expect(bytes).toBe(count * size);
      const kept = await read('id/at');
      expect([kept?.type, kept?.gzip, kept?.bytes.byteLength]).toEqual([
        'text/csv; charset=utf-8',
        false,
        count * size,
      ]);
      const expected = Buffer.concat(Array.from({ length: count }, (_, at) => new Uint8Array(size).fill(at % 256)));
      expect(Buffer.compare(kept?.bytes ?? new Uint8Array(), expected)).toBe(0);
    });

    test('a compressed one says so', async () => {
      const { objects, read } = await store.open();
      await objects.write('id/at', { type: 'application/json', gzip: true }, parts(1, 10));
      expect(await read('id/at')).toMatchObject({ type: 'application/json', gzip: true });
    });

    test('one that fails half-way, small or large, does not exist, and the error is passed on', async () => {
      const { objects, read } = await store.open();
      for (const count of [1, 200]) {
        async function* failing() {
          yield* parts(count, 65_536);
          throw new Error('The store is away');
        }
        await expect(objects.write('id/at', { type: 'text/csv', gzip: false }, failing())).rejects.toThrow('away');
        expect(await read('id/at')).toBeUndefined();
      }
    });
  });
}
