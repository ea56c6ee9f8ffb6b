import type { Appraisal } from '../../domain/appraisal/appraisal.ts';
import type { CodesOfRequest } from '../../domain/codes/one-time-code.ts';
import type { Hold, Movement } from '../../domain/money/budget.ts';
import type { Link, RecordedReply } from '../../domain/record/access.ts';
import type { ChainedEvent } from '../../domain/record/event-chain.ts';
import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type {
  Contribution,
  DecisionRecord,
  Head,
  Person,
  ProposalState,
  ReviewClose,
  Revision,
  RoundClose,
  Salts,
} from '../../domain/record/proposal-state.ts';
import type { Step, TaskToken } from '../../domain/record/step.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import type { Delivery, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

/** One request's whole change of a proposal: everything in it is written together or not at all (docs/architecture.md, Seven ideas). */
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
  readonly requiredVersions?: readonly { readonly borough: BoroughCode; readonly version: number }[];
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
  /** HEAD first, then the rest: the rest is never older than the head (docs/architecture.md, The table). Requests carry `delivery` and `late` from their own items. */
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
  reschedule(id: string, expected: number, next: Pick<Head, 'due' | 'attempts'>): Promise<boolean>;
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
