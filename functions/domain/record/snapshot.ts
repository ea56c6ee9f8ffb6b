import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { ReportFormat } from '../vocabulary/report-format.ts';

/** The reports for finance (docs/rules.md, Reports). */
export const datasetNames = ['roi', 'contributions', 'benefits', 'pipeline'] as const;
export type DatasetName = (typeof datasetNames)[number];

/** One representation of a report, and whose rows it holds: all that makes two of them the same bytes at one moment. */
export interface SnapshotRequest {
  readonly dataset: DatasetName;
  readonly format: ReportFormat;
  /** CSV with a byte order mark. */
  readonly excel: boolean;
  /** Compressed as it is sent. */
  readonly gzip: boolean;
  /** As in the query. */
  readonly filter: Readonly<Record<string, string>>;
  /** Of a reader of one borough: its rows alone; null: all. */
  readonly borough: BoroughCode | null;
}

/** A request that somebody made, and when last. */
export interface WantedSnapshot {
  readonly id: string;
  readonly request: SnapshotRequest;
  readonly wantedAt: Instant;
}

/** What stands under a request's id since it was last made. */
export type Snapshot =
  | {
      readonly kind: 'object';
      /** Its name in the store of objects. */
      readonly object: string;
      readonly asAt: Instant | null;
      readonly madeAt: Instant;
      readonly bytes: number;
    }
  /** It cannot be made in this format; why, in words. */
  | { readonly kind: 'beyond-format'; readonly why: string; readonly madeAt: Instant };

/** How long a snapshot is served; its object is kept for longer. */
const hoursServed = 24;

/** Whether a snapshot may still be served at a moment. */
export function isFresh({ madeAt }: Snapshot, at: Instant): boolean {
  return Date.parse(at) - Date.parse(madeAt) < hoursServed * 3_600_000;
}
