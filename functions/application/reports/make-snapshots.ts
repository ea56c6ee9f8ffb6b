import { datasetNames, type SnapshotRequest } from '../../domain/record/snapshot.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import { isCompressed, reportFormats } from '../../domain/vocabulary/report-format.ts';
import type { ReportSource, SnapshotObjects, Snapshots } from '../ports/reports.ts';
import type { Clock, Digests } from '../ports/system.ts';
import { snapshotId } from './snapshot-reports.ts';

export interface MakeDependencies {
  readonly snapshots: Pick<Snapshots, 'wanted' | 'made'>;
  readonly objects: SnapshotObjects;
  readonly reports: ReportSource;
  readonly clock: Clock;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
  /** Called for each snapshot that could not be made. The others continue. */
  readonly failed: (error: unknown) => void;
}

/** The result of a run. `fitting`: unfiltered reports that are small enough to send at once and need no snapshot. */
export interface MadeSnapshots {
  readonly made: number;
  readonly fitting: number;
  readonly failed: number;
}

/** How long a snapshot is made again in each run after somebody asked for it. */
const secondsWanted = 3 * 24 * 3_600;

/**
 * Makes the snapshots of reports that are too large to send at once (docs/rules.md, Reports): each unfiltered one that
 * is too large, and each one that somebody asked for in the last days. Makes one at a time to save memory.
 */
export async function makeSnapshots(deps: MakeDependencies): Promise<MadeSnapshots> {
  const wanted = await deps.snapshots.wanted(addSeconds(deps.clock.now(), -secondsWanted));
  const asked = new Map(wanted.map(({ id, request }) => [id, request]));
  const result = { made: 0, fitting: 0, failed: 0 };
  for (const request of unfiltered()) {
    if (!asked.has(snapshotId(deps.digests, request))) result[await outcomeOf(deps, request, 'if too large')] += 1;
  }
  for (const request of asked.values()) result[await outcomeOf(deps, request, 'always')] += 1;
  return result;
}

/** Every representation of every report without a filter, for readers who see all. */
export function unfiltered(): readonly SnapshotRequest[] {
  return datasetNames.flatMap((dataset) =>
    reportFormats.flatMap((format) =>
      (isCompressed(format) ? [false] : [true, false]).map((gzip) => ({
        ...{ dataset, format, excel: false, gzip, filter: {}, borough: null },
      })),
    ),
  );
}

async function outcomeOf(
  deps: MakeDependencies,
  request: SnapshotRequest,
  when: 'always' | 'if too large',
): Promise<keyof MadeSnapshots> {
  try {
    return (await make(deps, request, when)) ? 'made' : 'fitting';
  } catch (error) {
    deps.failed(error);
    return 'failed';
  }
}

async function make(
  { snapshots, objects, reports, clock, digests }: MakeDependencies,
  request: SnapshotRequest,
  when: 'always' | 'if too large',
): Promise<boolean> {
  const id = snapshotId(digests, request);
  const madeAt = clock.now();
  const report = await reports.open(request);
  const sent = when === 'always' ? report.parts : await tooLarge(report.parts, reports.maxAtOnce);
  if (sent === 'fits') return false;
  const object = objectName(id, madeAt);
  try {
    const bytes = await objects.write(object, { type: report.type, gzip: request.gzip }, sent);
    await snapshots.made(id, { kind: 'object', object, asAt: report.asAt(), madeAt, bytes });
  } catch (error) {
    const why = report.beyondFormat(error);
    if (why === undefined) throw error;
    await snapshots.made(id, { kind: 'beyond-format', why, madeAt });
  }
  return true;
}

/** Each run writes a new object, so that people who are reading an older one can finish. */
function objectName(id: string, madeAt: Instant): string {
  return `${id}/${madeAt.replaceAll(/[-:.]/g, '')}`;
}

/** All parts, once they have more bytes than can be sent at once. Only that many bytes are kept in memory. */
async function tooLarge(parts: AsyncIterable<Uint8Array>, most: number): Promise<AsyncIterable<Uint8Array> | 'fits'> {
  const source = parts[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let bytes = 0; bytes <= most; ) {
    const { done, value } = await source.next();
    if (done === true) return 'fits';
    first.push(value);
    bytes += value.byteLength;
  }
  return rest(first, source);
}

async function* rest(first: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let part = first.shift(); part !== undefined; part = first.shift()) yield part;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}
