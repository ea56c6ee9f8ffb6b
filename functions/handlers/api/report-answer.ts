import type { Instant } from '../../domain/calendar.ts';
import { faultAt } from '../../domain/fault.ts';
import type { Answer } from '../../http/answer.ts';
import { invalidInput, problem } from '../../http/problem.ts';
import { watched } from '../../reports/as-at.ts';
import { gathered, mostBytes } from '../../reports/body.ts';
import type { Dataset, Pages } from '../../reports/dataset.ts';
import { type Format, formatOf, isOffered, mediaTypes, written } from '../../reports/format.ts';

/** How a report is asked for: its filters, and in which form it is to come. */
export interface ReportRequest {
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The best of what the caller takes; `format` in the query is stronger. */
  readonly mediaType: string;
  readonly takesGzip: boolean;
}

/**
 * 200 with a report in the format that was asked for (PRODUCT §8). The answer says the moment of its newest change: in JSON as
 * `asAt`, as `Last-Modified` always, and in the name of the CSV file. 406 for a format that is not offered; 422 for a report that
 * is larger than what comes at once.
 */
export async function reportAnswer<Row extends { readonly updatedAt: Instant }>(
  dataset: Dataset<Row>,
  rows: Pages<Row>,
  { query: { format: named, excel, ...filters }, mediaType, takesGzip }: ReportRequest,
): Promise<Answer> {
  const format = named ?? formatOf(mediaType) ?? 'json';
  if (!isOffered(format)) return notOffered;
  const { pages, asAt } = watched(rows);
  const filter = Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const texts = written(format, dataset, pages, { filter, asAt, excel: excel === '1' });
  const body = await gathered(texts, { gzip: takesGzip });
  if (body.kind === 'too-large') return tooLarge;
  return {
    status: 200,
    headers: {
      vary: 'accept, accept-encoding, authorization, x-api-key',
      ...(takesGzip ? { 'content-encoding': 'gzip' } : {}),
      ...headersOf(format, dataset.name, asAt()),
    },
    content: { kind: 'bytes', type: mediaTypes[format], bytes: body.bytes },
  };
}

function headersOf(format: Format, name: string, asAt: Instant | null): Readonly<Record<string, string>> {
  const modified: Record<string, string> = asAt === null ? {} : { 'last-modified': new Date(asAt).toUTCString() };
  if (format !== 'csv') return modified;
  // Colons cannot stand in the name of a file everywhere: 2026-12-18T16:59:00.000Z becomes 2026-12-18T165900Z.
  const moment = asAt === null ? '' : `-${asAt.replaceAll(':', '').replace(/\.\d+/, '')}`;
  return { ...modified, 'content-disposition': `attachment; filename="${name}${moment}.csv"` };
}

const notOffered = problem(
  'not-acceptable',
  `This report is offered as ${Object.keys(mediaTypes)
    .map((format) => `format=${format}`)
    .join(' and ')}.`,
);

const tooLarge = invalidInput([
  faultAt(
    ['query'],
    `This report is larger than the ${mostBytes / 1024 / 1024} MB that come at once: accept gzip, or narrow it by its filters.`,
  ),
]);
