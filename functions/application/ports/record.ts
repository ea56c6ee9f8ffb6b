import type { Appraisal } from '../../domain/appraisal/appraisal.ts';
import type { CodesOfRequest } from '../../domain/codes/one-time-code.ts';
import type { Confirming } from '../../domain/confirming/confirming.ts';
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
import type { Delivery, ReplacedAnswer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';

/** One whole change of a proposal: all of it is written, or none (docs/architecture.md, Seven ideas). */
export interface Change {
  /** Version of the head that the decision was made on; null means that the proposal must not exist yet. */
  readonly expected: number | null;
  /** The next head; its version is one above `expected`. */
  readonly head: Head;
  /** In order, at least one. The last one's hash is the next head's `chainHead`. */
  readonly events: readonly ChainedEvent[];
  readonly salts: readonly Salts[];
  readonly revision?: Revision;
  /** Requests that this change writes, for the next head's revision. */
  readonly requests?: readonly SignOffRequest[];
  /** Answers that no longer count since this change. Each gets an item of its own and is kept for ever (R1). */
  readonly replaced?: readonly ReplacedAnswer[];
  readonly round?: RoundClose;
  readonly reviews?: readonly ReviewRequest[];
  readonly review?: ReviewClose;
  readonly confirming?: Confirming;
  readonly contributions?: readonly Contribution[];
  readonly appraisal?: Appraisal;
  readonly decision?: DecisionRecord;
  readonly people?: readonly Person[];
  readonly movements?: readonly Movement[];
  readonly outbox?: readonly OutboxEntry[];
  /** Ids of outbox entries that this change proves done: each becomes `done` if it exists. */
  readonly acknowledges?: readonly string[];
  /** Token of the attempt that opens the step. Until the head says that the step is open, none is registered. */
  readonly token?: TaskToken;
  /** The codes of the answered request after its code was used. Replaces the version before (R26). */
  readonly codes?: { readonly request: string; readonly codes: CodesOfRequest };
  /** Boroughs whose officers the decision depends on: each must still have this version (R6). */
  readonly requiredVersions?: readonly { readonly borough: BoroughCode; readonly version: number }[];
  readonly reply?: RecordedReply;
}

/**
 * Why a change was not written. `replied`: the reply to this request already exists. `conflict` and `throttled` come
 * from the database.
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
 * The result of a change. `again`: read and decide again. `short`: these movements found too little money, and nothing
 * was written.
 */
export type Committed =
  | { readonly kind: 'committed' }
  | { readonly kind: 'again'; readonly why: Again }
  | { readonly kind: 'short'; readonly movements: readonly Movement[] };

/** `outdated`: a newer attempt of the task is already registered, and nothing was written. */
export type Registered = Exclude<Committed, { readonly kind: 'short' }> | { readonly kind: 'outdated' };

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; undefined at the end. */
  readonly next?: string | undefined;
}

/** A step's task token with its outbox entries. `expected` is the head's version. */
export interface TokenRegistration {
  readonly token: TaskToken;
  readonly expected: number;
  readonly outbox: readonly OutboxEntry[];
  readonly acknowledges: readonly string[];
}

/** What happens to one borough's hold, and the budget movements that result. */
export interface Settlement {
  readonly proposal: ProposalId;
  readonly revision: number;
  readonly borough: BoroughCode;
  readonly from: Hold;
  readonly to: Hold;
  readonly movements: readonly Movement[];
}

/** The record of proposals. Reads are strongly consistent. */
export interface Proposals {
  head(id: ProposalId): Promise<Head | undefined>;
  /** Reads the head first, so the rest is never older (docs/architecture.md, The table). */
  load(id: ProposalId): Promise<ProposalState | undefined>;
  revision(id: ProposalId, number: number): Promise<Revision | undefined>;
  /** The requests of an earlier revision. */
  requests(id: ProposalId, revision: number): Promise<readonly SignOffRequest[]>;
  /** The answers of a revision that no longer count, by borough and in the order in which they were given (R1). */
  replacedAnswers(id: ProposalId, revision: number): Promise<readonly ReplacedAnswer[]>;
  /** The review requests of an earlier revision. */
  reviews(id: ProposalId, revision: number): Promise<readonly ReviewRequest[]>;
  /** Events after `after` (0: from the first), at most `limit`. */
  events(id: ProposalId, after: number, limit: number): Promise<readonly ChainedEvent[]>;
  salts(id: ProposalId, sequence: number): Promise<Salts | undefined>;
  commit(change: Change): Promise<Committed>;
  /**
   * Registers a step's task token with its entries in one transaction, on condition that the head still has version
   * `expected` and that the stored token is not from a newer attempt. Adds no event and does not raise the version.
   */
  registerToken(registration: TokenRegistration): Promise<Registered>;
  /**
   * Sets when the sweep must look again and how often it tried, on condition that the head still has version
   * `expected`. Does not raise the version, because the proposal itself does not change. False: the version is
   * different.
   */
  reschedule(id: ProposalId, expected: number, next: Pick<Head, 'due' | 'attempts'>): Promise<boolean>;
  /**
   * Turns one borough's hold into a commitment or releases it: the request's hold and the budgets in one transaction,
   * on condition that the hold still equals `from`. Never touches head or chain. False: it was already done.
   */
  settle(settlement: Settlement): Promise<boolean>;
  /**
   * Keeps the first late answer on its request; later ones change nothing (R5). Never touches head or chain. `reviewer`
   * names the person whose review request it is; without it, it is the borough's sign-off request.
   */
  keepLate(
    proposal: ProposalId,
    revision: number,
    borough: BoroughCode,
    late: NonNullable<SignOffRequest['late']>,
    reviewer?: PersonId,
  ): Promise<void>;
  /** Records whether the email of a request reached one person. The newest result counts; the head stays. */
  noteDelivery(proposal: ProposalId, revision: number, delivered: Delivered): Promise<void>;
}

/** Whether the email of a request reached one officer or one reviewer. */
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

/** The one-time codes of each request (R26). */
export interface Codes {
  get(request: string): Promise<CodesOfRequest | undefined>;
  /**
   * Replaces the version before, or creates the first. `mail` is written in the same transaction. False: another
   * version exists, and nothing was written.
   */
  put(request: string, codes: CodesOfRequest, mail?: OutboxEntry): Promise<boolean>;
}

export interface People {
  /** Those that still exist, in no particular order. */
  get(ids: readonly PersonId[]): Promise<readonly Person[]>;
}

export interface TaskTokens {
  get(proposal: ProposalId, cycle: number, step: Step): Promise<TaskToken | undefined>;
}

export interface Replies {
  get(hash: string): Promise<RecordedReply | undefined>;
}

export interface Outbox {
  get(id: string): Promise<OutboxEntry | undefined>;
  /** Safe to repeat. */
  done(id: string): Promise<void>;
  /** Looks again at `due`. `drive` raises `attempt`, which the stream relays. Changes only pending entries. */
  postpone(id: string, due: Instant, drive: boolean): Promise<void>;
}

/** What is due according to the sparse index. It is a hint, never a decision. */
export type Due =
  | { readonly kind: 'proposal'; readonly id: ProposalId; readonly at: Instant }
  | { readonly kind: 'outbox'; readonly id: string; readonly at: Instant };

export interface DueMoments {
  before(at: Instant, limit: number, cursor?: string): Promise<Page<Due>>;
}

/** The ids of all proposals, in no particular order, page by page. Reads the whole table, so only operators use it. */
export interface ProposalIds {
  page(cursor?: string): Promise<Page<ProposalId>>;
}
