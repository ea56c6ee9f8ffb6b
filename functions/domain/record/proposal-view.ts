import type { Appraisal } from '../appraisal/appraisal.ts';
import type { ExplainedAppraisal } from '../appraisal/appraisal-explanation.ts';
import type { confirmingOutcomes } from '../confirming/confirming.ts';
import type { ReviewAnswerKind, reviewCloseOutcomes } from '../review/review.ts';
import type { callInEndings, KeyDecision, SignOffAnswer, takeBackWays } from '../sign-off/sign-off-request.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, ProposalContent, ProposalId, Status } from '../vocabulary/proposal.ts';
import type { DecisionRule } from '../vocabulary/scheme.ts';

/** One proposal in a list, and in the response to a submission. */
export interface ProposalSummary {
  readonly id: ProposalId;
  readonly reference: string;
  readonly revision: number;
  readonly status: Status;
  readonly title: string;
  readonly scheme: string;
  readonly leadBorough: BoroughCode;
  readonly partners: readonly BoroughCode[];
  readonly total: Pence;
  readonly submittedAt: Instant;
  /** Deadline of the current step; null if there is none, and once the outcome is fixed. */
  readonly closesAt: Instant | null;
  readonly updatedAt: Instant;
  readonly links: { readonly self: string };
}

/** A borough's place in the sign-off round (R1). */
export interface SignOffView {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly asked: Pence;
  /** null means no answer yet, or no answer by the close. */
  readonly answer: SignOffAnswer['kind'] | null;
  readonly upTo: Pence | null;
  /** Whether an approval is large enough to count toward the rule (R3); null if it is not an approval. */
  readonly counts: boolean | null;
  readonly answeredAt: Instant | null;
  /** The officer's name; null if nobody answered, even if silence was deemed approval. */
  readonly answeredBy: string | null;
  /** The officer's post as it was recorded, or role and borough; null on answers of earlier releases (R19). */
  readonly post: string | null;
  /** Name of the approver that a deputy acted for. */
  readonly onBehalfOf: string | null;
  /** The delegation, or for silence the standing authority, under which the borough answered. */
  readonly authority: string | null;
  /** Number of the officer decision record (R19). */
  readonly record: string | null;
  /** Number of the record that this answer replaced; null if it replaced none (R1). */
  readonly replaces: string | null;
  /** True if no answer came by the close: `answer` is null, or `approve` if silence was deemed approval (R4). */
  readonly silence: boolean;
  /** Why silence did not count, in words (R4). */
  readonly silenceNote: string | null;
  readonly comment: string | null;
  /** The alternatives that the officer rejected; null if nothing was said. */
  readonly rejected: string | null;
  /** One per pledge of the proposal, in its order; null where the field was left empty (R18). */
  readonly pledged: readonly (number | null)[];
  /** Only with an approval that is a key decision (R29). */
  readonly keyDecision: Omit<KeyDecision, 'callInWorkingDays'> | null;
  /** Why officers were passed over when the round opened, in sentences without names (R8). */
  readonly passedOver: readonly string[];
  /** The earlier revision that was answered, if the approval stays in force for this one (R7). */
  readonly answeredRevision: number | null;
  /** Set if the secretariat revoked the approval (R29). */
  readonly revoked: { readonly at: Instant; readonly reason: string } | null;
}

export interface ReviewView {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly answer: ReviewAnswerKind;
  readonly answeredAt: Instant;
  readonly answeredBy: string;
  readonly post: string | null;
  readonly authority: string;
  readonly record: string;
  readonly reasons: string;
  readonly conditions: string | null;
}

/** The capacity in which somebody is waited for. */
export const waitedFor = ['approver', 'deputy', 'reviewer', 'proposer', 'secretariat'] as const;

/** The outcomes of a sign-off round that are shown. */
export const shownRoundOutcomes = ['carried', 'failed', 'changes-requested', 'lapsed'] as const;

/** Why a carried proposal waits: advice against it, the time to call a key decision in, a call-in, a top-up (R17, R29). */
export const confirmingReasons = ['advice', 'call-in-period', 'called-in', 'top-up'] as const;

/** What happened while the boroughs confirmed what was carried (R17, R29). */
export interface ConfirmingView {
  readonly since: Instant;
  /** When it ends, or ended. */
  readonly until: Instant;
  readonly reasons: readonly {
    readonly kind: (typeof confirmingReasons)[number];
    /** null for advice and a top-up, which concern all boroughs. */
    readonly borough: BoroughCode | null;
    readonly until: Instant;
  }[];
  /** Set once the lead's approver said that the lead goes on. */
  readonly goneOn: { readonly at: Instant; readonly by: string; readonly reasons: string } | null;
  readonly takeBacks: readonly {
    readonly borough: BoroughCode;
    readonly at: Instant;
    readonly by: string;
    readonly why: (typeof takeBackWays)[number];
    readonly reason: string;
  }[];
  readonly callIns: readonly {
    readonly borough: BoroughCode;
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
    readonly until: Instant;
    readonly ended: {
      readonly at: Instant;
      readonly how: (typeof callInEndings)[number];
      readonly reason: string;
    } | null;
  }[];
  /** null while it is open, and if it was withdrawn or revised. */
  readonly outcome: {
    readonly kind: (typeof confirmingOutcomes)[number];
    readonly reasons: readonly string[];
  } | null;
}

/** Who has to act before the proposal goes on. */
export interface WaitingOn {
  readonly borough: BoroughCode;
  readonly who: (typeof waitedFor)[number];
  readonly since: Instant;
  readonly remindedAt: readonly Instant[];
  /** The problem, such as "no eligible approver for Camden" (R8); null if only the answer is missing. */
  readonly note: string | null;
}

/**
 * The whole state of a proposal, as `GET /v1/proposals/{id}` returns it (docs/rules.md, HTTP interface): the fields of
 * the revision and its progress.
 */
export interface ProposalView extends ProposalContent {
  readonly id: ProposalId;
  readonly reference: string;
  readonly revision: number;
  readonly status: Status;
  readonly total: Pence;
  readonly submittedAt: Instant;
  readonly updatedAt: Instant;
  readonly signOff: {
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly rule: DecisionRule;
    /** While a top-up runs: what the approved limits lack now, and until when it can be added (R5). */
    readonly topUp: { readonly shortfall: Pence; readonly until: Instant } | null;
    /** By GSS code. */
    readonly boroughs: readonly SignOffView[];
    /** null while the round is open, and if the proposal was withdrawn during it. */
    readonly outcome: {
      readonly kind: (typeof shownRoundOutcomes)[number];
      readonly reasons: readonly string[];
    } | null;
  };
  /** Absent until the round is carried. */
  readonly contributions?:
    | readonly { readonly borough: BoroughCode; readonly amount: Pence; readonly cells: readonly Cell[] }[]
    | undefined;
  /** If all join, until the close; of the contributors afterwards. */
  readonly appraisal: Appraisal;
  /** The working of its figures, if the reader asked for it. */
  readonly explanation?: ExplainedAppraisal | undefined;
  readonly review: {
    /** Whether the scheme asks reviewers at this total cost (R17). */
    readonly required: boolean;
    readonly answers: readonly ReviewView[];
    readonly outcome: (typeof reviewCloseOutcomes)[number] | null;
    readonly conditions: readonly string[];
  };
  /** null unless the boroughs confirm this revision, or did. */
  readonly confirming: ConfirmingView | null;
  readonly decision: {
    readonly decidedAt: Instant;
    readonly outcome: Ending;
    readonly reasons: readonly string[];
    readonly conditions: readonly string[];
    readonly chainHead: string;
  } | null;
  readonly waitingOn: readonly WaitingOn[];
  readonly links: { readonly self: string; readonly events: string };
}
