import { mediaTypes, type ReportFormat, reportFormats } from '../../domain/vocabulary/report-format.ts';
import type { Dataset, Pages } from '../datasets/dataset.ts';
import { encoded } from '../encoding/encoded.ts';
import { csv } from './csv/csv.ts';
import { htmlReport, type PageFrame } from './html/html-report.ts';
import { json } from './json/json.ts';
import { xlsx } from './xlsx/xlsx.ts';

/** The format of a media type without parameters; undefined if no format has it. */
export function formatOf(mediaType: string): ReportFormat | undefined {
  return reportFormats.find((format) => mediaTypes[format] === mediaType);
}

/** The `content-type` of a report. JSON names no charset, because it is always UTF-8 (RFC 8259, section 11). */
export function contentType(format: ReportFormat): string {
  const type = mediaTypes[format];
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** Whether a format is downloaded as a file. Other formats are shown. */
export function isFile(format: ReportFormat): boolean {
  return format === 'csv' || format === 'xlsx';
}

/**
 * A dataset in one of the formats, part by part.
 *
 * @throws BeyondFormat if the format cannot hold the report
 */
export function written<Row>(
  format: ReportFormat,
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
