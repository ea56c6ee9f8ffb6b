import { mediaTypes, reportFormats } from '../../../domain/vocabulary/report-format.ts';
import { ReportView } from '../../../schemas/wire/report-view.ts';

/** Media types of a report, JSON first. */
export const reportTypes = reportFormats.map((format) => mediaTypes[format]);

/** 200 with a report, or 303 to a snapshot of it. */
export function reports(says: string) {
  return {
    200: { says, json: { name: 'Report', schema: ReportView } },
    303: {
      says: 'It is larger than comes at once: a snapshot of it is there, for a minute, without a credential.',
      headers: ['Location', 'X-As-At'] as const,
    },
  };
}
