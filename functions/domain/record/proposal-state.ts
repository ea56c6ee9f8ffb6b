import type { Appraisal } from '../appraisal/appraisal.ts';
import type { ParameterSet } from '../appraisal/parameter-set.ts';
import type { Confirming } from '../confirming/confirming.ts';
import type { ReviewRequest, reviewCloseOutcomes } from '../review/review.ts';
import { roundOutcomes, type TopUp } from '../sign-off/round.ts';
import type { SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, ProposalContent, ProposalId, Status } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { Payment } from './event.ts';

/**
 * The head of a proposal: at most 1 KB, and the item that every decision is conditioned on (docs/architecture.md, The
 * table).
 */
export interface Head {
  readonly id: ProposalId;
  readonly reference: string;
  readonly status: Status;
  /** Number of the current revision, from 1. */
  readonly revision: number;
  /** 1 at submission; +1 for each revision and for each execution that had to be rebuilt. */
  readonly cycle: number;
  /** Every change raises it, and every write is conditioned on it. */
  readonly version: number;
  readonly lead: BoroughCode;
  readonly partners: readonly BoroughCode[];
  /** Everyone who wrote or edited a revision: proposers and holders of keys (R8). */
  readonly authors: readonly PersonId[];
  /** People who declared an interest; they are out of the whole proposal (R1). */
  readonly recused: readonly PersonId[];
  readonly proposer: PersonId;
  /** The number of events in the chain, and its head (R19). */
  readonly events: number;
  readonly chainHead: string;
  readonly submittedAt: Instant;
  /** Whether the current step's requests went out. */
  readonly opened: boolean;
  /** Deadline of the current step: the round, the review, or the requested revision. null once settling. */
  readonly closesAt: Instant | null;
  /**
   * The top-up of the current revision's round, running or over; null or absent if none began (R5). While it runs, `closesAt` is its end.
   */
  readonly topUp?: TopUp | null | undefined;
  /** The next moment at which the sweep must look; null if nothing is due. */
  readonly due: Instant | null;
  /** How the proposal ends; null until that is fixed. */
  readonly ending: Ending | null;
  /** When the outcome was fixed. */
  readonly endedAt: Instant | null;
  /** How often the sweep has driven the settlement on. */
  readonly attempts: number;
  /** The status it stopped in when it came to need attention; otherwise null. */
  readonly stopped: Status | null;
}

/** A revision's content as recorded: the proposer is a person's id, so that name and address can be erased (R19). */
export type RecordedContent = Omit<ProposalContent, 'proposer'> & { readonly proposer: PersonId };

/** One immutable revision, with the rules and figures it is decided by (R6). */
export interface Revision {
  readonly proposal: ProposalId;
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

/** What a borough finally pays, by cell (R10, R11). */
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

/** How a sign-off round can close: by its answers, or because the proposer withdrew. */
export const roundCloseKinds = [...roundOutcomes, 'withdrawn'] as const;

/** How the sign-off round of the current revision closed; null while it is open. */
export interface RoundClose {
  readonly kind: (typeof roundCloseKinds)[number];
  readonly at: Instant;
  readonly reasons: readonly string[];
  /** The proposer's reason for withdrawing, in any step; everyone invited is told (R20). */
  readonly withdrawal?: string | undefined;
  /** The end of an extension or a top-up, if it was later than the revision's deadline. */
  readonly extendedTo?: Instant | undefined;
  /**
   * Boroughs that could not have answered at the close, recusal included. They are not eligible for the rule (R3), even
   * if the round closes again (R29).
   */
  readonly withoutOfficer?: readonly BoroughCode[] | undefined;
  /** What each borough had to pay at the close, if the cost has been shared again (R29). */
  readonly firstShared?: readonly Payment[] | undefined;
}

export interface ReviewClose {
  readonly outcome: (typeof reviewCloseOutcomes)[number];
  readonly at: Instant;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * Everything the record holds about a proposal's current revision (docs/architecture.md, The table, "Reading to
 * decide").
 */
export interface ProposalState {
  readonly head: Head;
  readonly revision: Revision;
  /** By GSS code. A borough's hold always belongs to the request of the current revision. */
  readonly requests: readonly SignOffRequest[];
  readonly round: RoundClose | null;
  readonly reviews: readonly ReviewRequest[];
  readonly review: ReviewClose | null;
  /** null unless the boroughs confirmed this revision, or are doing so (R17, R29). */
  readonly confirming: Confirming | null;
  readonly contributions: readonly Contribution[];
  /** If all join, until the close; of the contributors afterwards (docs/rules.md, Life of a proposal). */
  readonly appraisal: Appraisal;
  readonly decision: DecisionRecord | null;
}

/** Name and address of a person; destroying the item erases them (R19). */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

/** Salts of an event's private values in hex, by the value's name (R19). */
export interface Salts {
  readonly proposal: ProposalId;
  readonly sequence: number;
  readonly values: Readonly<Record<string, string>>;
}
