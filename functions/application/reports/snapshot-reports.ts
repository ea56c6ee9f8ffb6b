import { isFresh, type Snapshot, type SnapshotRequest } from '../../domain/record/snapshot.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { SnapshotAddresses, Snapshots } from '../ports/reports.ts';
import type { Digests } from '../ports/system.ts';

export interface SnapshotDependencies {
  readonly snapshots: Pick<Snapshots, 'get' | 'want'>;
  readonly addresses: SnapshotAddresses;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
}

/** The id of a request. Another borough or filter gives another id (docs/rules.md, HTTP interface). */
export function snapshotId(digests: Pick<Digests, 'sha256' | 'canonical'>, request: SnapshotRequest): string {
  return digests.sha256(digests.canonical(request));
}

/** The newest snapshot of a request that may still be served. */
export async function findSnapshot(
  { snapshots, digests }: SnapshotDependencies,
  request: SnapshotRequest,
  at: Instant,
): Promise<Snapshot | undefined> {
  const found = await snapshots.get(snapshotId(digests, request));
  return found !== undefined && isFresh(found, at) ? found : undefined;
}

/** Records that somebody asked for this report. The next runs make it, for some days. */
export async function wantSnapshot(
  { snapshots, digests }: SnapshotDependencies,
  request: SnapshotRequest,
  at: Instant,
): Promise<void> {
  await snapshots.want({ id: snapshotId(digests, request), request, wantedAt: at });
}
