import type {
  ReadMethod,
  SnapshotAddresses,
  SnapshotObjects,
  Snapshots,
} from '../../../functions/application/ports/reports.ts';
import type { Snapshot, WantedSnapshot } from '../../../functions/domain/record/snapshot.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';

export class FakeSnapshots implements Snapshots {
  readonly #made = new Map<string, Snapshot>();
  readonly #wanted = new Map<string, WantedSnapshot>();

  async get(id: string): Promise<Snapshot | undefined> {
    return this.#made.get(id);
  }

  async made(id: string, snapshot: Snapshot): Promise<void> {
    this.#made.set(id, snapshot);
  }

  async want(wanted: WantedSnapshot): Promise<void> {
    this.#wanted.set(wanted.id, wanted);
  }

  async wanted(since: Instant): Promise<readonly WantedSnapshot[]> {
    const found = [...this.#wanted.values()].filter(({ wantedAt }) => wantedAt >= since);
    return found.toSorted((a, b) => (a.wantedAt < b.wantedAt ? 1 : -1)).slice(0, 200);
  }
}

/** One object, as it was written. */
export interface FakeObject {
  readonly type: string;
  readonly gzip: boolean;
  readonly bytes: Uint8Array;
}

export class FakeSnapshotObjects implements SnapshotObjects {
  readonly kept = new Map<string, FakeObject>();

  async write(
    name: string,
    what: { readonly type: string; readonly gzip: boolean },
    parts: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const written: Uint8Array[] = [];
    for await (const part of parts) written.push(part);
    const bytes = new Uint8Array(Buffer.concat(written));
    this.kept.set(name, { ...what, bytes });
    return bytes.byteLength;
  }
}

export class FakeSnapshotAddresses implements SnapshotAddresses {
  async of(name: string, fileName: string | null, method: ReadMethod): Promise<string> {
    return `https://objects.example/${name}?signed=${method}${fileName === null ? '' : `&as=${fileName}`}`;
  }
}
