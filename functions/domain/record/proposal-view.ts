import type { Appraisal } from '../appraisal/appraisal.ts';
import type { ExplainedAppraisal } from '../appraisal/appraisal-explanation.ts';
import type { ReviewAnswerKind, reviewCloseOutcomes } from '../review/review.ts';
import type { SignOffAnswer } from '../sign-off/sign-off-request.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, ProposalContent, Status } from '../vocabulary/proposal.ts';
import type { DecisionRule } from '../vocabulary/scheme.ts';

/** What a list of proposals, and the answer to a submission, say of one. */
export interface ProposalSummary {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly status: Status;
  readonly title: string;
  readonly scheme: string;
  readonly leadBorough: BoroughCode;
  readonly partners: readonly BoroughCode[];
  readonly total: Pence;
  readonly submittedAt: Instant;
  /** Deadline of the current step; null where none is set, and once the outcome is fixed. */
  readonly closesAt: Instant | null;
  readonly updatedAt: Instant;
  readonly links: { readonly self: string };
}

/** A borough's place in the sign-off round (R1). */
export interface SignOffView {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly asked: Pence;
  /** null: none yet, or none came. */
  readonly answer: SignOffAnswer['kind'] | null;
  readonly upTo: Pence | null;
  readonly answeredAt: Instant | null;
  /** Name; null where nobody answered, silence that is deemed approval included. */
  readonly answeredBy: string | null;
  readonly onBehalfOf: string | null;
  /** No answer by the close: then `answer` is null, or `approve` where that was deemed (R4). */
  readonly silence: boolean;
  /** Why silence did not count, in words (R4). */
  readonly silenceNote: string | null;
  readonly comment: string | null;
  /** One number a pledge of the proposal, in its order (R18). */
  readonly pledged: readonly number[];
  /** Set where the secretariat revoked the approval (R29). */
  readonly revoked: { readonly at: Instant; readonly reason: string } | null;
}

export interface ReviewView {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly answer: ReviewAnswerKind;
  readonly answeredAt: Instant;
  readonly answeredBy: string;
  readonly reasons: string;
  readonly conditions: string | null;
}

/** In what capacity somebody is waited for. */
export const waitedFor = ['approver', 'deputy', 'reviewer', 'proposer', 'secretariat'] as const;

/** The ways a sign-off round can close that are shown as its outcome. */
export const shownRoundOutcomes = ['carried', 'failed', 'changes-requested'] as const;

/** Who has to act before the proposal goes on. */
export interface WaitingOn {
  readonly borough: BoroughCode;
  readonly who: (typeof waitedFor)[number];
  readonly since: Instant;
  readonly remindedAt: readonly Instant[];
  /** What stands in the way, such as "no eligible approver for Camden" (R8); null: nothing but the answer. */
  readonly note: string | null;
}

/** The whole state of a proposal, as `GET /v1/proposals/{id}` gives it (docs/rules.md, HTTP interface): the revision's fields, and what became of it. */
export interface ProposalView extends ProposalContent {
  readonly id: string;
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
    /** By GSS code. */
    readonly boroughs: readonly SignOffView[];
    /** null while the round is open, and where the proposal was withdrawn from it. */
    readonly outcome: {
      readonly kind: (typeof shownRoundOutcomes)[number];
      readonly reasons: readonly string[];
    } | null;
  };
  /** Absent until the round is carried. */
  readonly contributions?:
    | readonly { readonly borough: BoroughCode; readonly amount: Pence; readonly cells: readonly Cell[] }[]
    | undefined;
  /** Of all joining until the close, of the contributors afterwards. */
  readonly appraisal: Appraisal;
  /** How its figures come about, where the reader asked for it. */
  readonly explanation?: ExplainedAppraisal | undefined;
  readonly review: {
    /** Whether the scheme asks reviewers at this total cost (R17). */
    readonly required: boolean;
    readonly answers: readonly ReviewView[];
    readonly outcome: (typeof reviewCloseOutcomes)[number] | null;
    readonly conditions: readonly string[];
  };
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
