import type { ProposalRow, ReportRow } from '../../domain/record/report-row.ts';
import type { Snapshot, SnapshotRequest, WantedSnapshot } from '../../domain/record/snapshot.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Page } from './record.ts';

/** The rows of a proposal as they stand. */
export interface KeptRows {
  /** Version of its own row, also where that cannot be read; null: there is none. */
  readonly version: number | null;
  /** Those that this version of the code can read: what it cannot is made anew. */
  readonly rows: readonly ReportRow[];
}

/** Rows for lists and reports, kept by the projection; eventually consistent. */
export interface ReportRows {
  /** All rows of a proposal, removed ones too, read consistently: its own row before the others. */
  of(proposal: string): Promise<KeptRows>;
  /** Puts each row unless the one there is newer. One of the same version is made of the same record, if perhaps by other code. */
  put(rows: readonly ReportRow[]): Promise<void>;
  /** Puts a row over the one of version `expected`; null: there must be none. False: another is there. */
  putOver(row: ReportRow, expected: number | null): Promise<boolean>;
  /** Rows of one kind in the order of their keys, a page of at most `limit`; newest first where `backwards`. */
  list<K extends ReportRow['row']>(
    row: K,
    options: { readonly limit: number; readonly cursor?: string; readonly backwards?: boolean },
  ): Promise<Page<Extract<ReportRow, { row: K }>>>;
  /** Rows of proposals submitted at that moment or later, oldest first, a page of at most `limit`; no others are read. */
  submittedSince(
    since: Instant,
    options: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ProposalRow>>;
}

/** Which snapshots of large reports there are, and which are wanted. */
export interface Snapshots {
  /** What was made last; also where it is too old to be served. */
  get(id: string): Promise<Snapshot | undefined>;
  made(id: string, snapshot: Snapshot): Promise<void>;
  want(wanted: WantedSnapshot): Promise<void>;
  /** Those that were wanted since, the newest first and each once; at most 200 of them. Eventually consistent. */
  wanted(since: Instant): Promise<readonly WantedSnapshot[]>;
}

/** Where snapshots are kept, for a day. */
export interface SnapshotObjects {
  /** Writes an object while its parts come; a failure leaves nothing. The bytes it has. */
  write(
    name: string,
    what: { readonly type: string; readonly gzip: boolean },
    parts: AsyncIterable<Uint8Array>,
  ): Promise<number>;
}

export interface SnapshotAddresses {
  /**
   * An address that gives the object to anyone for 60 seconds, to this method alone. `fileName`: to be kept under; null: to be shown.
   */
  of(name: string, fileName: string | null, method: ReadMethod): Promise<string>;
}

/** HEAD: what it is, and not the thing itself. */
export type ReadMethod = 'GET' | 'HEAD';

/** A report in one representation, as it would be sent. */
export interface OpenedReport {
  readonly type: string;
  readonly parts: AsyncIterable<Uint8Array>;
  /** The moment that it is of, once the last part has gone by. */
  readonly asAt: () => Instant | null;
  /** Why the format cannot hold it, where that is what was thrown. */
  readonly beyondFormat: (error: unknown) => string | undefined;
}

export interface ReportSource {
  /** The most bytes that come at once. */
  readonly maxAtOnce: number;
  open(request: SnapshotRequest): Promise<OpenedReport>;
}
