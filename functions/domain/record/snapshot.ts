import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { ReportFormat } from '../vocabulary/report-format.ts';

/** The reports for finance (docs/rules.md, Reports). */
export const datasetNames = ['roi', 'contributions', 'benefits', 'pipeline'] as const;
export type DatasetName = (typeof datasetNames)[number];

/**
 * One representation of a report, and whose rows it contains: everything that makes two of them equal in bytes at one
 * moment.
 */
export interface SnapshotRequest {
  readonly dataset: DatasetName;
  readonly format: ReportFormat;
  /** CSV with a byte order mark. */
  readonly excel: boolean;
  /** Compressed as it is sent. */
  readonly gzip: boolean;
  /** As in the query string. */
  readonly filter: Readonly<Record<string, string>>;
  /** A reader of one borough gets only its rows; null means all rows. */
  readonly borough: BoroughCode | null;
}

/** A snapshot request that was made, and when last. */
export interface WantedSnapshot {
  readonly id: string;
  readonly request: SnapshotRequest;
  readonly wantedAt: Instant;
}

/** The latest result for a snapshot request. */
export type Snapshot =
  | {
      readonly kind: 'object';
      /** Its name in the store of objects. */
      readonly object: string;
      readonly asAt: Instant | null;
      readonly madeAt: Instant;
      readonly bytes: number;
    }
  /** It cannot be made in this format; `why` is a sentence. */
  | { readonly kind: 'beyond-format'; readonly why: string; readonly madeAt: Instant };

/** How long a snapshot is served; its object is kept for longer. */
const hoursServed = 24;

/** Whether a snapshot may still be served at a moment. */
export function isFresh({ madeAt }: Snapshot, at: Instant): boolean {
  return Date.parse(at) - Date.parse(madeAt) < hoursServed * 3_600_000;
}
