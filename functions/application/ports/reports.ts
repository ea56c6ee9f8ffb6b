import type { ProposalRow, ReportRow } from '../../domain/record/report-row.ts';
import type { Snapshot, SnapshotRequest, WantedSnapshot } from '../../domain/record/snapshot.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Page } from './record.ts';

/** The stored rows of a proposal. */
export interface KeptRows {
  /** Version of the proposal's own row, even if the rest of it cannot be read; null means that there is none. */
  readonly version: number | null;
  /** The rows that this version of the code can read. The others are made again. */
  readonly rows: readonly ReportRow[];
}

/** Rows for lists and reports, maintained by the projection. Eventually consistent. */
export interface ReportRows {
  /** All rows of a proposal, including removed ones, read consistently: its own row first. */
  of(proposal: ProposalId): Promise<KeptRows>;
  /** The version of a proposal's own row, read consistently; null if there is none. */
  version(proposal: ProposalId): Promise<number | null>;
  /** Writes each row unless the stored version is higher. A newer release may compute an equal version differently. */
  put(rows: readonly ReportRow[]): Promise<void>;
  /** Writes a row over version `expected` (null: there must be none). False: the stored version is different. */
  putOver(row: ReportRow, expected: number | null): Promise<boolean>;
  /** Rows of one kind in the order of their keys, at most `limit` per page; newest first with `backwards`. */
  list<K extends ReportRow['row']>(
    row: K,
    options: { readonly limit: number; readonly cursor?: string; readonly backwards?: boolean },
  ): Promise<Page<Extract<ReportRow, { row: K }>>>;
  /** Rows of proposals submitted at that moment or later, oldest first, at most `limit` per page. */
  submittedSince(
    since: Instant,
    options: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ProposalRow>>;
}

/** Snapshots of large reports: those that exist and those that are wanted. */
export interface Snapshots {
  /** The newest snapshot, even if it is too old to be served. */
  get(id: string): Promise<Snapshot | undefined>;
  made(id: string, snapshot: Snapshot): Promise<void>;
  want(wanted: WantedSnapshot): Promise<void>;
  /** Snapshots that were asked for since then, newest first, each once, at most 200. Eventually consistent. */
  wanted(since: Instant): Promise<readonly WantedSnapshot[]>;
}

/** The storage of snapshots, which keeps each for a day. */
export interface SnapshotObjects {
  /** Writes an object while its parts arrive, and returns its number of bytes. A failure leaves nothing behind. */
  write(
    name: string,
    what: { readonly type: string; readonly gzip: boolean },
    parts: AsyncIterable<Uint8Array>,
  ): Promise<number>;
}

export interface SnapshotAddresses {
  /**
   * An address that gives the object to anyone for 60 seconds, for this method only. `fileName`: to save it under;
   * null: to show it.
   */
  of(name: string, fileName: string | null, method: ReadMethod): Promise<string>;
}

/** HEAD returns only the headers. */
export type ReadMethod = 'GET' | 'HEAD';

/** A report in one representation, as it would be sent. */
export interface OpenedReport {
  readonly type: string;
  readonly parts: AsyncIterable<Uint8Array>;
  /** The moment of the report's data, known after the last part was read. */
  readonly asAt: () => Instant | null;
  /** Why the format cannot hold the report, if `error` says so. */
  readonly beyondFormat: (error: unknown) => string | undefined;
}

export interface ReportSource {
  /** The most bytes sent in one response. */
  readonly maxAtOnce: number;
  open(request: SnapshotRequest): Promise<OpenedReport>;
}
