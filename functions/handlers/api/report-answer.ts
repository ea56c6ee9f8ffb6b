import type { ReportRead } from '../../application/visible-rows.ts';
import type { Instant } from '../../domain/calendar.ts';
import { faultAt } from '../../domain/fault.ts';
import type { Answer } from '../../http/answer.ts';
import { invalidInput, problem } from '../../http/problem.ts';
import { watched } from '../../reports/as-at.ts';
import { BeyondFormat } from '../../reports/beyond-format.ts';
import { type Body, gathered, mostBytes } from '../../reports/body.ts';
import type { Dataset } from '../../reports/dataset.ts';
import { type Format, formatOf, isCompressed, isFile, mediaTypes, written } from '../../reports/format.ts';
import { pageGuards } from '../../web/respond.ts';

/** How a report is asked for: its filters, and in which form it is to come. */
export interface ReportRequest {
  readonly query: Readonly<Record<string, string | undefined>> & { readonly format?: Format | undefined };
  /** The best of what the caller takes; `format` in the query is stronger. */
  readonly mediaType: string;
  readonly takesGzip: boolean;
}

/**
 * 200 with a report in the format that was asked for (PRODUCT §8). The answer says the moment of its newest change: in JSON as
 * `asAt`, as `Last-Modified` always, and in the name of a file. 404 for a borough whose rows the caller may not see; 422 for a
 * report that is larger than what comes at once, or than its format can hold.
 */
export async function reportAnswer<Row extends { readonly updatedAt: Instant }>(
  dataset: Dataset<Row>,
  read: ReportRead<Row>,
  { query: { format: named, excel, ...filters }, mediaType, takesGzip }: ReportRequest,
): Promise<Answer> {
  const format = named ?? formatOf(mediaType) ?? 'json';
  if (read.kind === 'hidden') return hidden;
  const { pages, asAt } = watched(read.pages, read.beside?.changedAt);
  const filter = Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const gzip = takesGzip && !isCompressed(format);
  const frame = { filter, asAt, figures: read.beside?.figures, gzip, excel: excel === '1' };
  const body = await fitting(written(format, dataset, pages, frame), gzip);
  if (body.kind === 'beyond-format') return invalidInput([faultAt(['query', 'format'], body.why)]);
  if (body.kind === 'too-large') return tooLarge;
  return {
    status: 200,
    headers: {
      vary: 'accept, accept-encoding, authorization, x-api-key',
      // To keep, but to ask each time: whoever has it already is told 304 (PRODUCT §8).
      'cache-control': 'private, no-cache',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      ...headersOf(format, dataset.name, asAt()),
    },
    content: { kind: 'bytes', type: mediaTypes[format], bytes: body.bytes },
  };
}

async function fitting(
  parts: AsyncIterable<Uint8Array>,
  gzip: boolean,
): Promise<Body | { readonly kind: 'beyond-format'; readonly why: string }> {
  try {
    return await gathered(parts, { gzip });
  } catch (error) {
    if (error instanceof BeyondFormat) return { kind: 'beyond-format', why: error.message };
    throw error;
  }
}

function headersOf(format: Format, name: string, asAt: Instant | null): Readonly<Record<string, string>> {
  const modified: Record<string, string> = asAt === null ? {} : { 'last-modified': new Date(asAt).toUTCString() };
  if (format === 'html') return { ...modified, ...pageGuards };
  if (!isFile(format)) return modified;
  // Colons cannot stand in the name of a file everywhere: 2026-12-18T16:59:00.000Z becomes 2026-12-18T165900Z.
  const moment = asAt === null ? '' : `-${asAt.replaceAll(':', '').replace(/\.\d+/, '')}`;
  return { ...modified, 'content-disposition': `attachment; filename="${name}${moment}.${format}"` };
}

const hidden = problem('not-found', 'This credential is of one borough, and shows the rows of that borough only.');

const tooLarge = invalidInput([
  faultAt(
    ['query'],
    `This report is larger than the ${mostBytes / 1024 / 1024} MB that come at once: accept gzip, or narrow it by its filters.`,
  ),
]);
