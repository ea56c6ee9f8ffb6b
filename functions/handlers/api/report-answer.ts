import type { Reader } from '../../application/access/reader.ts';
import type { ReadMethod } from '../../application/ports/reports.ts';
import type { Clock } from '../../application/ports/system.ts';
import { findSnapshot, type SnapshotDependencies, wantSnapshot } from '../../application/reports/snapshot-reports.ts';
import type { DatasetName, Snapshot, SnapshotRequest } from '../../domain/record/snapshot.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { faultAt } from '../../domain/vocabulary/fault.ts';
import { isCompressed, type ReportFormat } from '../../domain/vocabulary/report-format.ts';
import type { Answer } from '../../http/edge/answer.ts';
import { invalidInput, problem } from '../../http/edge/problem.ts';
import { BeyondFormat } from '../../reports/encoding/beyond-format.ts';
import { type Body, gathered, maxBytes } from '../../reports/encoding/body.ts';
import { formatOf, isFile } from '../../reports/formats/format.ts';
import { securityHeaders } from '../../web/respond.ts';
import { counted } from '../../web/words.ts';
import { type ReadDependencies, representation } from '../report-source.ts';

export interface ReportAnswerDependencies extends SnapshotDependencies {
  readonly clock: Clock;
  /** Seconds until the next run makes the requested snapshots. */
  readonly snapshotSeconds: number;
}

/** A request for a report: filters, format and caller. */
export interface ReportRequest {
  readonly query: Readonly<Record<string, string | undefined>> & { readonly format?: ReportFormat | undefined };
  /** The best media type that the caller accepts. A `format` in the query takes precedence. */
  readonly mediaType: string;
  readonly takesGzip: boolean;
  /** True for HEAD. */
  readonly headersOnly: boolean;
  readonly caller: Reader;
  /** When the request arrived. */
  readonly at: Instant;
}

/**
 * 200 with a report in the requested format (docs/rules.md, Reports). The response carries the moment of the newest
 * change: as `asAt` in JSON, as `Last-Modified`, and in the file name. A report that is too large or too slow is served
 * as a snapshot: 303 to an address that is valid for a minute, or 503 until a snapshot exists. 404 for a borough whose
 * rows the caller may not see. 422 for a report that the format cannot hold.
 */
export async function reportAnswer(
  deps: ReportAnswerDependencies & ReadDependencies,
  dataset: DatasetName,
  { query, mediaType, takesGzip, headersOnly, caller, at }: ReportRequest,
): Promise<Answer> {
  const request = requestOf(dataset, query, { mediaType, takesGzip, borough: caller.borough });
  const asked = { request, method: headersOnly ? 'HEAD' : 'GET', at } as const;
  const kept = await findSnapshot(deps, request, at);
  // A report that was too large for its last snapshot is still too large. Reading it again would only delay the
  // response.
  if (kept?.kind === 'object' && kept.bytes > maxBytes) return snapshotAnswer(deps, asked, kept);
  const report = await representation(deps, request, stopwatch(deps.clock, at));
  if (report.kind === 'hidden') return hidden;
  const body = await fitting(report.parts);
  if (body.kind === 'beyond-format') return beyondFormat(body.why);
  if (body.kind === 'too-large') return snapshotAnswer(deps, asked, kept);
  return {
    status: 200,
    headers: {
      vary,
      // Clients may store the report, but must revalidate it each time. An unchanged report is answered with 304.
      'cache-control': 'private, no-cache',
      ...(request.gzip ? { 'content-encoding': 'gzip' } : {}),
      ...headersOf(request, report.asAt()),
    },
    content: { kind: 'bytes', type: report.type, bytes: body.bytes },
  };
}

const vary = 'accept, accept-encoding, authorization, x-api-key';

function requestOf(
  dataset: DatasetName,
  { format: named, excel, ...filters }: ReportRequest['query'],
  { mediaType, takesGzip, borough }: Pick<ReportRequest, 'mediaType' | 'takesGzip'> & Reader,
): SnapshotRequest {
  const format = named ?? formatOf(mediaType) ?? 'json';
  const filter = Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const gzip = takesGzip && !isCompressed(format);
  return { dataset, format, excel: format === 'csv' && excel === '1', gzip, filter, borough };
}

/** Reading took so long that the gateway would give up before the response is sent. */
class TakesTooLong extends Error {
  override name = 'TakesTooLong';
}
/** The gateway waits 30 seconds. The rest is for sending. */
const maxSeconds = 20;

function stopwatch(clock: Clock, since: Instant): () => void {
  return () => {
    if (Date.parse(clock.now()) - Date.parse(since) > maxSeconds * 1_000) throw new TakesTooLong();
  };
}

async function fitting(
  parts: AsyncIterable<Uint8Array>,
): Promise<Body | { readonly kind: 'beyond-format'; readonly why: string }> {
  try {
    return await gathered(parts, { gzip: false });
  } catch (error) {
    if (error instanceof BeyondFormat) return { kind: 'beyond-format', why: error.message };
    if (error instanceof TakesTooLong) return { kind: 'too-large' };
    throw error;
  }
}

interface Asked {
  readonly request: SnapshotRequest;
  readonly method: ReadMethod;
  readonly at: Instant;
}

async function snapshotAnswer(
  deps: ReportAnswerDependencies,
  { request, method, at }: Asked,
  kept: Snapshot | undefined,
): Promise<Answer> {
  await wantSnapshot(deps, request, at);
  if (kept === undefined) return notMadeYet(deps.snapshotSeconds);
  if (kept.kind === 'beyond-format') return beyondFormat(kept.why);
  const { object, asAt } = kept;
  const fileName = isFile(request.format) ? nameOf(request, asAt) : null;
  return {
    status: 303,
    headers: {
      vary,
      'cache-control': 'no-store',
      location: await deps.addresses.of(object, fileName, method),
      ...(asAt === null ? {} : { 'x-as-at': asAt, 'last-modified': new Date(asAt).toUTCString() }),
    },
  };
}

function headersOf(request: SnapshotRequest, asAt: Instant | null): Readonly<Record<string, string>> {
  const modified: Record<string, string> = asAt === null ? {} : { 'last-modified': new Date(asAt).toUTCString() };
  if (request.format === 'html') return { ...modified, ...securityHeaders };
  if (!isFile(request.format)) return modified;
  return { ...modified, 'content-disposition': `attachment; filename="${nameOf(request, asAt)}"` };
}

function nameOf({ dataset, format }: SnapshotRequest, asAt: Instant | null): string {
  // Some systems do not allow colons in file names: 2026-12-18T16:59:00.000Z becomes 2026-12-18T165900Z.
  const moment = asAt === null ? '' : `-${asAt.replaceAll(':', '').replace(/\.\d+/, '')}`;
  return `${dataset}${moment}.${format}`;
}

const hidden = problem('not-found', 'This credential is of one borough, and shows the rows of that borough only.');

function beyondFormat(why: string): Answer {
  return invalidInput([faultAt(['query', 'format'], why)]);
}

function notMadeYet(seconds: number): Answer {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return problem(
    'not-ready',
    `This report is too large to come at once, and is made ready now: ask for it again in ${counted(minutes, 'minute', 'minutes')}. A filter, or Accept-Encoding: gzip, may make it small enough to come at once.`,
    { headers: { 'retry-after': String(seconds) } },
  );
}
