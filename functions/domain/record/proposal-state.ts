import type { Appraisal } from '../appraisal/appraisal.ts';
import type { ParameterSet } from '../appraisal/parameter-set.ts';
import type { ReviewRequest, reviewCloseOutcomes } from '../review/review.ts';
import { roundOutcomes } from '../sign-off/round.ts';
import type { SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, ProposalContent, Status } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { Payment } from './event.ts';

/** The head of a proposal: at most 1 KB, and the one item every decision is conditioned on (docs/architecture.md, The table). */
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

/** How a sign-off round can close: by its answers, or because the proposer withdrew. */
export const roundCloseKinds = [...roundOutcomes, 'withdrawn'] as const;

/** How the sign-off round of the current revision closed; null while it is open. */
export interface RoundClose {
  readonly kind: (typeof roundCloseKinds)[number];
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
  readonly outcome: (typeof reviewCloseOutcomes)[number];
  readonly at: Instant;
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
}

/** Everything the record holds of a proposal's current revision. Read as docs/architecture.md, The table "Reading to decide". */
export interface ProposalState {
  readonly head: Head;
  readonly revision: Revision;
  /** By GSS code. The hold of a borough is always that of the current revision's request. */
  readonly requests: readonly SignOffRequest[];
  readonly round: RoundClose | null;
  readonly reviews: readonly ReviewRequest[];
  readonly review: ReviewClose | null;
  readonly contributions: readonly Contribution[];
  /** Of all joining until the close, of the contributors afterwards (docs/rules.md, Life of a proposal). */
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
