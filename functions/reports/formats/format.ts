import { mediaTypes, type ReportFormat, reportFormats } from '../../domain/vocabulary/report-format.ts';
import type { Dataset, Pages } from '../datasets/dataset.ts';
import { encoded } from '../encoding/encoded.ts';
import { csv } from './csv/csv.ts';
import { htmlReport, type PageFrame } from './html/html-report.ts';
import { json } from './json/json.ts';
import { xlsx } from './xlsx/xlsx.ts';

/** The format of a media type, which has no parameters; undefined where none has it. */
export function formatOf(mediaType: string): ReportFormat | undefined {
  return reportFormats.find((format) => mediaTypes[format] === mediaType);
}

/** What a report says that it is: its media type, and that texts are UTF-8. JSON is nothing else and says nothing (RFC 8259, 11). */
export function contentType(format: ReportFormat): string {
  const type = mediaTypes[format];
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** Whether a format comes as a file to keep, or is shown. */
export function isFile(format: ReportFormat): boolean {
  return format === 'csv' || format === 'xlsx';
}

/**
 * A dataset in one of the formats, part by part.
 *
 * @throws BeyondFormat where the format cannot hold so much
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
