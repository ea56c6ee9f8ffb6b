/** The formats of a report (docs/rules.md, Reports). HTTP, queries and links all use this list. */
export const reportFormats = ['json', 'csv', 'xlsx', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The media type of each format, without parameters. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
} as const satisfies Record<ReportFormat, string>;

/** Whether a format is compressed already, so that gzip would only cost time. */
export function isCompressed(format: ReportFormat): boolean {
  return format === 'xlsx';
}
