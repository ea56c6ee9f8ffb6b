import type { Appraisal } from '../../domain/appraisal/appraisal.ts';
import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import type { CodesOfRequest } from '../../domain/codes/one-time-code.ts';
import type { Budget, Hold, Movement } from '../../domain/money/budget.ts';
import type { ChainedEvent } from '../../domain/record/event-chain.ts';
import type {
  Contribution,
  DecisionRecord,
  Head,
  Key,
  Link,
  OutboxEntry,
  Person,
  ProposalState,
  RecordedReply,
  ReviewClose,
  Revision,
  RoundClose,
  Salts,
  Step,
  StepOutcome,
  TaskToken,
} from '../../domain/record/proposal-state.ts';
import type { ProposalRow, ReportRow } from '../../domain/record/report-row.ts';
import type { Snapshot, SnapshotRequest, WantedSnapshot } from '../../domain/record/snapshot.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import type { Delivery, SignOffRequest } from '../../domain/sign-off/sign-off.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear, Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, Kind } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import type { Admission } from './trusted-issuer.ts';

/** One request's whole change of a proposal: everything in it is written together or not at all (ARCHITECTURE §1.1). */
export interface Change {
  /** Version of the head that was decided on; null: the proposal must not exist yet. */
  readonly expected: number | null;
  /** The next head; its version is one above `expected`. */
  readonly head: Head;
  /** In order; the last one's hash is the next head's `chainHead`. At least one. */
  readonly events: readonly ChainedEvent[];
  readonly salts: readonly Salts[];
  readonly revision?: Revision;
  /** Requests that this change writes, of the next head's revision. */
  readonly requests?: readonly SignOffRequest[];
  readonly round?: RoundClose;
  readonly reviews?: readonly ReviewRequest[];
  readonly review?: ReviewClose;
  readonly contributions?: readonly Contribution[];
  readonly appraisal?: Appraisal;
  readonly decision?: DecisionRecord;
  readonly people?: readonly Person[];
  readonly movements?: readonly Movement[];
  readonly outbox?: readonly OutboxEntry[];
  /** Ids of outbox entries that this change proves done: each becomes `done` if it exists. */
  readonly acknowledges?: readonly string[];
  /** Of the attempt that opens the step: while the head says that it is not open, no attempt has registered one. */
  readonly token?: TaskToken;
  /** Of the request that is answered, as they are once its code was used: over the version before (R26). */
  readonly codes?: { readonly request: string; readonly codes: CodesOfRequest };
  /** Boroughs whose officers were relied on: each must still have this version (R6). */
  readonly relied?: readonly { readonly borough: BoroughCode; readonly version: number }[];
  readonly reply?: RecordedReply;
}

/**
 * Why a change was not written: another write came first, a borough relied on changed, something became of the request's codes, a
 * conflict or a throttle of the engine, the reply to this very request stands already (`replied`), or another proposal has the reference.
 */
export type Again =
  | 'stale'
  | 'borough-changed'
  | 'codes-changed'
  | 'conflict'
  | 'throttled'
  | 'replied'
  | 'reference-taken';

/**
 * What became of a change.
 * `again`: read again and decide again (another write came first, a borough changed, a conflict or a throttle).
 * `short`: these movements found too little money; nothing was written.
 */
export type Committed =
  | { readonly kind: 'committed' }
  | { readonly kind: 'again'; readonly why: Again }
  | { readonly kind: 'short'; readonly movements: readonly Movement[] };

/** `outdated`: a newer attempt of the task has registered already, and nothing was written. */
export type Registered = Exclude<Committed, { readonly kind: 'short' }> | { readonly kind: 'outdated' };

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; undefined at the end. */
  readonly next?: string | undefined;
}

/** A step's task token, with the entries that go with it; `expected`: the head's version. */
export interface TokenRegistration {
  readonly token: TaskToken;
  readonly expected: number;
  readonly outbox: readonly OutboxEntry[];
  readonly acknowledges: readonly string[];
}

/** What becomes of one borough's hold, and the movements of its budgets that this means. */
export interface Settlement {
  readonly proposal: string;
  readonly revision: number;
  readonly borough: BoroughCode;
  readonly from: Hold;
  readonly to: Hold;
  readonly movements: readonly Movement[];
}

/** The record of proposals. Reads are strongly consistent. */
export interface Proposals {
  head(id: string): Promise<Head | undefined>;
  /** HEAD first, then the rest: the rest is never older than the head (ARCHITECTURE §3). Requests carry `delivery` and `late` from their own items. */
  load(id: string): Promise<ProposalState | undefined>;
  revision(id: string, number: number): Promise<Revision | undefined>;
  /** The requests of an earlier revision. */
  requests(id: string, revision: number): Promise<readonly SignOffRequest[]>;
  /** The review requests of an earlier revision. */
  reviews(id: string, revision: number): Promise<readonly ReviewRequest[]>;
  /** Events after `after` (0: from the first), at most `limit`. */
  events(id: string, after: number, limit: number): Promise<readonly ChainedEvent[]>;
  salts(id: string, sequence: number): Promise<Salts | undefined>;
  commit(change: Change): Promise<Committed>;
  /**
   * Registers a step's task token with the entries that go with it, in one transaction, on condition that the head still has version
   * `expected` and that the token there, which it overwrites, is of no newer attempt. Changes nothing of the proposal itself: no event,
   * no new version.
   */
  registerToken(registration: TokenRegistration): Promise<Registered>;
  /**
   * Sets when the sweep must look again, and how often it tried, on condition that the head still has version `expected`; raises
   * no version, because nothing of the proposal changes. False: it is another version.
   */
  rearm(id: string, expected: number, next: Pick<Head, 'due' | 'attempts'>): Promise<boolean>;
  /**
   * Turns one borough's hold into a commitment or frees it: the request's hold and the budgets in one transaction, on
   * condition that the hold still is as `from`; never touches head or chain. False: it was already done.
   */
  settle(settlement: Settlement): Promise<boolean>;
  /**
   * Keeps the first late answer on its request; later ones change nothing (R5). Never touches head or chain. `reviewer`: it is
   * that person's request of the review, not the borough's of the sign-off.
   */
  keepLate(
    proposal: string,
    revision: number,
    borough: BoroughCode,
    late: NonNullable<SignOffRequest['late']>,
    reviewer?: PersonId,
  ): Promise<void>;
  /** Records what became of the mail of a request to one person; the newest stands. Never touches head or chain. */
  noteDelivery(proposal: string, revision: number, delivered: Delivered): Promise<void>;
}

/** What became of the mail of a request to one officer, or to one reviewer. */
export interface Delivered {
  readonly step: Step;
  readonly borough: BoroughCode;
  readonly person: PersonId;
  readonly delivery: Delivery;
}

export type BudgetKey = Pick<Budget, 'borough' | 'financialYear' | 'kind'>;

/** `created`: there was none of either kind before. `changed`: what is allocated is not what was expected. */
export type Allocated =
  | { readonly kind: 'allocated'; readonly created: boolean }
  | { readonly kind: 'below'; readonly budgets: readonly Budget[] }
  | { readonly kind: 'changed' };

export interface Budgets {
  get(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Promise<Budget | undefined>;
  /** Those that exist, in no particular order. */
  of(keys: readonly BudgetKey[]): Promise<readonly Budget[]>;
  /** Sets what is allocated of both kinds at once; `below` names the kinds whose held + committed would exceed it. `expected`: what must be allocated still, 0 where there is none. */
  allocate(
    borough: BoroughCode,
    financialYear: FinancialYear,
    allocated: Readonly<Record<Kind, Pence>>,
    expected?: Readonly<Record<Kind, Pence>>,
  ): Promise<Allocated>;
}

/** `expected`: version that must be replaced; null: none must exist. */
export interface Boroughs {
  get(borough: BoroughCode): Promise<Borough | undefined>;
  list(): Promise<readonly Borough[]>;
  /** Writes the borough and its officers' people. False: the version is not the expected one. `borough.version` is the new one. */
  put(borough: Borough, people: readonly Person[], expected: number | null): Promise<boolean>;
}

export interface VersionedScheme {
  readonly scheme: Scheme;
  readonly version: number;
}

export interface Schemes {
  get(name: string): Promise<VersionedScheme | undefined>;
  list(): Promise<readonly VersionedScheme[]>;
  put(scheme: VersionedScheme, expected: number | null): Promise<boolean>;
}

/** A parameter set that an operator added, and when. */
export interface AddedParameterSet {
  readonly set: ParameterSet;
  readonly addedAt: Instant;
}

/** The parameter sets that operators added beside those built in. None is ever changed or taken away. */
export interface ParameterSets {
  /** All of them, read consistently, in no particular order. */
  added(): Promise<readonly AddedParameterSet[]>;
  /** False: there is one of this id, and nothing was written. */
  add(added: AddedParameterSet): Promise<boolean>;
}

export interface Keys {
  get(id: string): Promise<Key | undefined>;
  list(): Promise<readonly Key[]>;
  put(key: Key): Promise<void>;
}

/** People and programs by tokens of identity providers that this environment trusts. */
export interface Identities {
  /**
   * Who shows a token, if its issuer is trusted, its signature is that of one of the issuer's keys, it is for us and valid at `at`.
   *
   * @throws IssuerUnavailable where the issuer's keys cannot be read; then nobody is let in
   */
  callerOf(token: string, at: Instant): Promise<Admission>;
}

export interface Links {
  get(hash: string): Promise<Link | undefined>;
  put(link: Link): Promise<void>;
}

/** What has become of one-time codes, a request at a time (R26). */
export interface Codes {
  get(request: string): Promise<CodesOfRequest | undefined>;
  /**
   * Over the version before; of the first, where there is none. `mail`: written in the same transaction. False: another version is
   * there, and nothing was written.
   */
  put(request: string, codes: CodesOfRequest, mail?: OutboxEntry): Promise<boolean>;
}

/** HMAC-SHA-256 under a secret that is for codes alone, and that whoever asks never sees (R26). */
export interface CodeMacs {
  /** In hex. */
  of(text: string): Promise<string>;
}

export interface People {
  /** Those that still exist, in no particular order. */
  get(ids: readonly PersonId[]): Promise<readonly Person[]>;
}

export interface TaskTokens {
  get(proposal: string, cycle: number, step: Step): Promise<TaskToken | undefined>;
}

export interface Replies {
  get(hash: string): Promise<RecordedReply | undefined>;
}

export interface Outbox {
  get(id: string): Promise<OutboxEntry | undefined>;
  /** Safe to repeat. */
  done(id: string): Promise<void>;
  /** Looks again at `due`, with `attempt` raised when `drive` (which the stream hands to the relay). Only while pending. */
  postpone(id: string, due: Instant, drive: boolean): Promise<void>;
}

/** What is due, found by the sparse index: a hint only, never a decision. */
export type Due =
  | { readonly kind: 'proposal'; readonly id: string; readonly at: Instant }
  | { readonly kind: 'outbox'; readonly id: string; readonly at: Instant };
export interface DueMoments {
  before(at: Instant, limit: number, cursor?: string): Promise<Page<Due>>;
}

/** The ids of all proposals in the record, in no particular order, a page at a time. It reads the whole table: for operators alone. */
export interface ProposalIds {
  page(cursor?: string): Promise<Page<string>>;
}

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
  readonly mostAtOnce: number;
  open(request: SnapshotRequest): Promise<OpenedReport>;
}

/** Executions of the state machine. */
export interface Executions {
  /** `exists`: one of this name is or was there already. */
  start(
    name: string,
    input: { readonly proposalId: string; readonly revision: number; readonly cycle: number; readonly schema: 1 },
  ): Promise<'started' | 'exists'>;
  /** `gone`: the token is of no task that waits. */
  resume(token: string, outcome: StepOutcome): Promise<'sent' | 'gone'>;
  /** `absent` where there is none of this name. */
  state(name: string): Promise<'running' | 'succeeded' | 'failed' | 'absent'>;
}

export interface MailQueue {
  send(messages: readonly QueuedMail[]): Promise<void>;
}

/** One mail on the queue; `position` is its place in its outbox entry. */
export interface QueuedMail {
  readonly proposal: string;
  readonly outbox: string;
  readonly position: number;
  readonly message: import('../../domain/record/proposal-state.ts').MailMessage;
}

export interface RenderedMail {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** `References` of the thread: an id of the request's own. */
  readonly thread: string;
}

export interface MailSender {
  /** `rejected`: for good, this address cannot be reached. Throttled or failing: throws, and the queue redelivers. */
  send(mail: RenderedMail): Promise<'sent' | 'rejected'>;
}

export interface Clock {
  now(): Instant;
}

export interface Randomness {
  bytes(count: number): Uint8Array;
  /** From 0 to 1, for jitter. */
  fraction(): number;
}

export interface Digests {
  /** Hex. */
  sha256(text: string): string;
  /** Hex; `key` is hex. */
  hmac(key: string, text: string): string;
  /** RFC 8785. */
  canonical(value: unknown): string;
}

export interface Pause {
  wait(milliseconds: number): Promise<void>;
}
