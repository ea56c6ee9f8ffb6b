import { mediaTypes, reportFormats } from '../../../domain/vocabulary/report-format.ts';
import { ReportView } from '../../../schemas/wire/report-view.ts';

/** Media types of a report, JSON first. */
export const reportTypes = reportFormats.map((format) => mediaTypes[format]);

/** 200 with a report, or 303 to a snapshot of it. */
export function reports(says: string) {
  return {
    200: { says, json: { name: 'Report', schema: ReportView } },
    303: {
      says: 'The report is too large for one response. The location is a snapshot of it, which can be read for a minute without a credential.',
      headers: ['Location', 'X-As-At'] as const,
    },
  };
}
