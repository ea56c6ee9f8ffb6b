import * as z from 'zod/mini';
import { Instant } from '../words/vocabulary.ts';

/** Any report as JSON. */
export const ReportView = z.object({
  asAt: z.nullable(Instant),
  filter: z.record(z.string(), z.string()),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  totals: z.record(z.string(), z.nullable(z.number())),
  /**
   * Only for the pipeline: about the proposals submitted and decided, funded or not, in this financial year or the two
   * before it.
   */
  figures: z.optional(z.object({ decided: z.number(), medianDaysToDecision: z.nullable(z.number()) })),
});
