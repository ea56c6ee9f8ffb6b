import type { ReportSource } from '../../application/ports/reports.ts';
import { BeyondFormat } from '../../reports/encoding/beyond-format.ts';
import { maxBytes } from '../../reports/encoding/body.ts';
import { type ReadDependencies, representation } from '../report-source.ts';

/** Reports for snapshots, with the same bytes as a response. */
export function snapshotSource(deps: ReadDependencies): ReportSource {
  return {
    maxAtOnce: maxBytes,
    open: async (request) => {
      const report = await representation(deps, request);
      if (report.kind === 'hidden') throw new Error('A snapshot was requested for rows that its reader may not see.');
      const beyondFormat = (error: unknown) => (error instanceof BeyondFormat ? error.message : undefined);
      return { ...report, beyondFormat };
    },
  };
}
