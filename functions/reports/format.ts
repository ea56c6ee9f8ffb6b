import { csv } from './csv.ts';
import type { Dataset, Pages } from './dataset.ts';
import { encoded } from './encoded.ts';
import { htmlReport, type PageFrame } from './html-report.ts';
import { json } from './json.ts';
import { xlsx } from './xlsx.ts';

/** The formats that are offered, with the media type of each. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
} as const;

export type Format = keyof typeof mediaTypes;

const formats = Object.keys(mediaTypes) as readonly Format[];

/** The format of a media type, which may lack the charset; undefined where none has it. */
export function formatOf(mediaType: string): Format | undefined {
  return formats.find((format) => mediaTypes[format].split(';')[0] === mediaType);
}

/** Whether a format is compressed in itself, so that gzip would only cost time. */
export function isCompressed(format: Format): boolean {
  return format === 'xlsx';
}

/** Whether a format comes as a file to keep, or is shown. */
export function isFile(format: Format): boolean {
  return format === 'csv' || format === 'xlsx';
}

/**
 * A dataset in one of the formats, part by part.
 *
 * @throws BeyondFormat where the format cannot hold so much
 */
export function written<Row>(
  format: Format,
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  options: PageFrame & { readonly excel: boolean },
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case 'json':
      return encoded(json(dataset, pages, options));
    case 'csv':
      return encoded(csv(dataset, pages, options));
    case 'xlsx':
      return xlsx(dataset, pages, options);
    case 'html':
      return encoded(htmlReport(dataset, pages, options));
  }
}
