import * as z from 'zod/mini';
import { datasetNames, type Snapshot, type WantedSnapshot } from '../../domain/record/snapshot.ts';
import { reportFormats } from '../../domain/vocabulary/report-format.ts';
import { boroughCode, count, instant } from './vocabulary.ts';

/** The latest result under an id. */
export const snapshot = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('object'),
    object: z.string(),
    asAt: z.nullable(instant),
    madeAt: instant,
    bytes: count,
  }),
  z.object({ kind: z.literal('beyond-format'), why: z.string(), madeAt: instant }),
]) satisfies z.ZodMiniType<Snapshot>;

export const wantedSnapshot = z.object({
  id: z.string(),
  request: z.object({
    dataset: z.enum(datasetNames),
    format: z.enum(reportFormats),
    excel: z.boolean(),
    gzip: z.boolean(),
    filter: z.record(z.string(), z.string()),
    borough: z.nullable(boroughCode),
  }),
  wantedAt: instant,
}) satisfies z.ZodMiniType<WantedSnapshot>;
