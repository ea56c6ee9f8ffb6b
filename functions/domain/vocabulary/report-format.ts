/** The formats in which a report can be had (docs/rules.md, Reports). What is offered over HTTP, read from a query or linked is made of these. */
export const reportFormats = ['json', 'csv', 'xlsx', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The media type of each, without parameters. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
} as const satisfies Record<ReportFormat, string>;

/** Whether a format is compressed in itself, so that gzip would only cost time. */
export function isCompressed(format: ReportFormat): boolean {
  return format === 'xlsx';
}
