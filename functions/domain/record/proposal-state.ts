import type { Appraisal } from '../appraisal/appraisal.ts';
import type { ParameterSet } from '../appraisal/parameter-set.ts';
import type { Cell } from '../money/budget.ts';
import type { ReviewOutcome, ReviewRequest } from '../review/review.ts';
import type { SignOffRequest } from '../sign-off/sign-off.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, ProposalContent, Status } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { Payment } from './event.ts';

/** The head of a proposal: at most 1 KB, and the one item every decision is conditioned on (ARCHITECTURE §3). */
export interface Head {
  readonly id: string;
  readonly reference: string;
  readonly status: Status;
  /** Number of the current revision, from 1. */
  readonly revision: number;
  /** 1 at submission, +1 for each revision and each execution that had to be rebuilt. */
  readonly cycle: number;
  /** Raised by every change; conditions every write. */
  readonly version: number;
  readonly lead: BoroughCode;
  readonly partners: readonly BoroughCode[];
  /** Everyone who wrote or edited a revision: proposers and holders of keys (R8). */
  readonly authors: readonly PersonId[];
  /** Those who declared an interest: out of the whole proposal (R1). */
  readonly recused: readonly PersonId[];
  readonly proposer: PersonId;
  /** How many events the chain holds, and its head (R19). */
  readonly events: number;
  readonly chainHead: string;
  readonly submittedAt: Instant;
  /** Whether the current step's requests went out. */
  readonly opened: boolean;
  /** Deadline of the current step: of the round, the review, or the revision that was asked for. null once settling. */
  readonly closesAt: Instant | null;
  /** The next moment at which the sweep must look; null when nothing is due any more. */
  readonly due: Instant | null;
  /** How it ends, once that is fixed; null before. */
  readonly ending: Ending | null;
  /** When the outcome was fixed. */
  readonly endedAt: Instant | null;
  /** How often the sweep drove the settlement on. */
  readonly attempts: number;
  /** Where it stopped when it came to need attention; null otherwise. */
  readonly stopped: Status | null;
}

/** A revision's content as recorded: the proposer is a person's id, so that name and address can be erased (R19). */
export type RecordedContent = Omit<ProposalContent, 'proposer'> & { readonly proposer: PersonId };

/** One immutable revision, with the rules and figures it is decided by (R6). */
export interface Revision {
  readonly proposal: string;
  readonly number: number;
  readonly content: RecordedContent;
  /** SHA-256 of the canonical JSON of `content`: the form's `revisionHash` (R24). */
  readonly hash: string;
  readonly scheme: Scheme;
  readonly parameters: ParameterSet;
  readonly total: Pence;
  readonly submittedAt: Instant;
  readonly submittedBy: PersonId;
  /** When the sign-off round of this revision closes (R5). */
  readonly closesAt: Instant;
}

/** What a borough finally pays, cell by cell (R10, R11). */
export interface Contribution {
  readonly borough: BoroughCode;
  readonly amount: Pence;
  readonly cells: readonly Cell[];
}

/** The coalition's record at the end (R19). */
export interface DecisionRecord {
  readonly decidedAt: Instant;
  readonly outcome: Ending;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
  readonly chainHead: string;
}

/** How the sign-off round of the current revision closed; null while it is open. */
export interface RoundClose {
  readonly kind: 'carried' | 'failed' | 'changes-requested' | 'lapsed' | 'withdrawn';
  readonly at: Instant;
  readonly reasons: readonly string[];
  /** What the proposer wrote where the proposal was withdrawn, in whatever step; everyone invited is told (R20). */
  readonly withdrawal?: string | undefined;
  /** The deadline that it had, where that was extended. */
  readonly extendedTo?: Instant | undefined;
  /** Who could not have answered at the close, recusal included: not eligible for the rule (R3), also if it closes again (R29). */
  readonly withoutOfficer?: readonly BoroughCode[] | undefined;
  /** What each was to pay at the close, where the cost was shared again since (R29). */
  readonly firstShared?: readonly Payment[] | undefined;
}

export interface ReviewClose {
  readonly outcome: ReviewOutcome['outcome'] | 'lapsed';
  readonly at: Instant;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
}

/** Everything the record holds of a proposal's current revision. Read as ARCHITECTURE §3 "Reading to decide". */
export interface ProposalState {
  readonly head: Head;
  readonly revision: Revision;
  /** By GSS code. The hold of a borough is always that of the current revision's request. */
  readonly requests: readonly SignOffRequest[];
  readonly round: RoundClose | null;
  readonly reviews: readonly ReviewRequest[];
  readonly review: ReviewClose | null;
  readonly contributions: readonly Contribution[];
  /** Of all joining until the close, of the contributors afterwards (PRODUCT §4). */
  readonly appraisal: Appraisal;
  readonly decision: DecisionRecord | null;
}

/** Name and address of a person; destroyed to erase (R19). */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

/** Salts of an event's private values, by the value's name, as hex (R19). */
export interface Salts {
  readonly proposal: string;
  readonly sequence: number;
  readonly values: Readonly<Record<string, string>>;
}

export type Step = 'sign-off' | 'review';

/**
 * What a step tells the workflow: the only words its Choice states know (workflows/joint-funding/contract.ts, whose list
 * a test holds equal to these).
 */
export type SignOffOutcome =
  | 'carried'
  | 'carried-without-review'
  | 'failed'
  | 'lapsed'
  | 'withdrawn'
  | 'changes-requested'
  | 'superseded';
export type ReviewStepOutcome =
  | 'recommend'
  | 'recommend-with-conditions'
  | 'not-recommended'
  | 'lapsed'
  | 'withdrawn'
  | 'changes-requested'
  | 'superseded';
export type StepOutcome = SignOffOutcome | ReviewStepOutcome;

/** The state machine's handle on an open step; never in a mail or a URL. */
export interface TaskToken {
  readonly proposal: string;
  readonly cycle: number;
  readonly step: Step;
  readonly token: string;
  readonly attempt: TaskAttempt | null;
}

/**
 * Which attempt of a task a token is of, by Step Functions' own clock: when its state was entered, and how often the task was tried again
 * since. The later one is the newer, and the only one that waits. Null: an execution whose definition did not tell yet.
 */
export interface TaskAttempt {
  readonly enteredAt: Instant;
  readonly retry: number;
}

/** A mail to be sent: ids only, never a token or a rendered text (ARCHITECTURE §3). */
export type MailMessage =
  | { readonly mail: 'submitted'; readonly to: PersonId }
  | {
      readonly mail: 'sign-off-request';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'sign-off-reminder';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'revision-notice';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'sign-off-receipt';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | { readonly mail: 'approval-copy'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  | { readonly mail: 'review-request'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  | {
      readonly mail: 'review-reminder';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | { readonly mail: 'review-receipt'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  /** R26. To whoever is answering; `code`: its number among those of the request, never the code itself. */
  | {
      readonly mail: 'one-time-code';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
      readonly step: Step;
      readonly code: number;
    }
  /** R26. To whoever's link was used for the wrong codes that locked the request at that moment. */
  | {
      readonly mail: 'request-locked';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
      readonly step: Step;
      readonly at: Instant;
    }
  | { readonly mail: 'changes-requested'; readonly to: PersonId; readonly revision: number }
  | {
      readonly mail: 'extended';
      readonly to: PersonId;
      /** null: the proposer. */
      readonly borough: BoroughCode | null;
      readonly revision: number;
    }
  | {
      readonly mail: 'approval-revoked' | 'shared-again';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'outcome';
      readonly to: PersonId;
      readonly borough: BoroughCode | null;
      readonly revision: number;
    };

/** Of this mail. */
export type MailAbout<M extends MailMessage['mail']> = Extract<MailMessage, { mail: M }>;

/** What must follow a change, written in the change's own transaction and done by the relay. */
export type OutboxTask =
  | { readonly kind: 'start'; readonly cycle: number; readonly revision: number }
  | { readonly kind: 'resume'; readonly cycle: number; readonly step: Step; readonly outcome: StepOutcome }
  | { readonly kind: 'mail'; readonly messages: readonly MailMessage[] };

export interface OutboxEntry {
  /** Deterministic: `start.{proposal}.{cycle}`, `resume.{proposal}.{cycle}.{step}`, `mail.{proposal}.{event sequence}`, `code.{request}.{version of its codes}`, `locked.{request}.{version}`. */
  readonly id: string;
  readonly proposal: string;
  readonly task: OutboxTask;
  readonly status: 'pending' | 'done';
  /** Raised by the sweep to drive it again. */
  readonly attempt: number;
  /** When the sweep looks at it, while pending; null when done. */
  readonly due: Instant | null;
}

export type LinkPurpose = 'sign-off' | 'review' | 'tracking';

/** What a link acts for: one person, one purpose, one revision, one time (R25, promise 5). The token itself is never stored. */
export interface Link {
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly purpose: LinkPurpose;
  readonly proposal: string;
  readonly revision: number;
  /** null for a tracking link. */
  readonly borough: BoroughCode | null;
  readonly person: PersonId;
  readonly mintedAt: Instant;
}

export type Scope = 'proposals:write' | 'proposals:read' | 'reports:read' | 'admin';

/** A key to the HTTP interface (PRODUCT §6). Its id is the SHA-256 of the secret, hex. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly borough: BoroughCode | null;
  readonly holder: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly deletedAt: Instant | null;
}

/** The first answer to a request that carried an Idempotency-Key, kept for 24 hours. */
export interface RecordedReply {
  /** SHA-256 of caller, method, path and key, each with its length. */
  readonly hash: string;
  /** SHA-256 of the request's body. */
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly reply: string;
  readonly at: Instant;
}
