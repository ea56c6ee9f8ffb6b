import type { Appraisal, BoroughAppraisal } from '../../domain/appraisal/appraisal.ts';
import type { ExplainedFigures } from '../../domain/appraisal/appraisal-explanation.ts';
import type { ConfirmAnswerKind } from '../../domain/confirming/confirm-answer.ts';
import type { AdviceOutcome } from '../../domain/confirming/confirming.ts';
import type { ReviewAnswer, ReviewAnswerKind } from '../../domain/review/review.ts';
import type { FieldChange } from '../../domain/revision/field-changes.ts';
import type { FirmOnly } from '../../domain/sign-off/replacement.ts';
import type { SignOffAnswer } from '../../domain/sign-off/sign-off-request.ts';
import type { Stand } from '../../domain/sign-off/stand.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import type { BenefitClass, BoroughCode, Ending, Kind, Pledge, Status } from '../../domain/vocabulary/proposal.ts';
import type { LimitAdvice } from './limit-advice.ts';
import type { RoundTerms } from './round-terms.ts';

/** What every page about a proposal says first. */
export interface ProposalHeading {
  readonly reference: string;
  readonly title: string;
  readonly summary: string;
  readonly leadBorough: string;
  /** What texts call those who were invited. Absent: borough. */
  readonly partner?: PartnerWord | undefined;
  readonly proposer: { readonly name: string; readonly email: string };
  readonly revision: number;
  readonly total: Pence;
  readonly alternatives: string | null;
}

/** Costs and benefits of one financial year, in pence. Benefits are before confidence; disbenefits are negative. */
export interface YearLine {
  readonly financialYear: string;
  readonly capital: Pence;
  readonly revenue: Pence;
  readonly benefits: Pence;
}

export interface CostView {
  readonly financialYear: string;
  readonly kind: Kind;
  readonly amount: Pence;
  readonly description: string;
  /** Name of the borough that pays the line alone; null means shared. */
  readonly borough: string | null;
  readonly stage: string | null;
}

export interface BenefitView {
  readonly financialYear: string;
  readonly class: BenefitClass;
  readonly amount: Pence;
  readonly confidence: number;
  readonly description: string;
  /** Name of the borough; null means all. */
  readonly borough: string | null;
}

export interface BoroughStanding {
  readonly borough: BoroughCode;
  /** Absent: a borough. */
  readonly kind?: 'body' | undefined;
  readonly name: string;
  readonly lead: boolean;
  readonly asked: Pence;
  readonly answer: Stand;
  /** null unless an approval is in force. */
  readonly upTo: Pence | null;
  /** Whether it is an approval that is too small to count towards the decision rule (R3). */
  readonly tooSmall: boolean;
}

/** The working of an appraisal's figures: for all boroughs together, and for the page's borough. */
export interface ShownExplanation {
  readonly whole: ExplainedFigures;
  /** null if the appraisal has no figures of that borough, or the page is for no borough. */
  readonly own: ExplainedFigures | null;
}

/** Computes the working only if a page shows it: emails use the same views but never show it. */
export type Explain = () => ShownExplanation;

/** R26. Says that an answer needs, or may need, a one-time code. */
export interface CodeNotice {
  /** The borough's amount: answers above it need a code. */
  readonly above: Pence;
  /** Whether every answer needs a code, because the share is above it. Else only an approval above it does. */
  readonly always: boolean;
}

/** R7. What a borough had decided before it was asked again. Amounts are in pence. */
export interface SetAsideView {
  readonly answer: Pick<SignOffAnswer, 'kind' | 'upTo' | 'at' | 'record'>;
  /** null if no officer decided: silence was deemed approval. */
  readonly by: string | null;
  /** The revision that was answered. */
  readonly revision: number;
  readonly why: readonly string[];
  /** What the borough's budgets still hold for it. */
  readonly held: Pence;
  /** In the revision that was answered, and now. */
  readonly asked: { readonly before: Pence; readonly now: Pence };
  readonly total: { readonly before: Pence; readonly now: Pence };
}

/** What an officer sees on a live sign-off link. */
export interface SignOffPage extends LimitAdvice {
  readonly kind: 'sign-off';
  /** What silence, a small approval and a decline mean, and what is special about the round now (R3 to R5). */
  readonly terms: RoundTerms;
  readonly heading: ProposalHeading;
  readonly borough: { readonly code: BoroughCode; readonly name: string; readonly lead: boolean };
  readonly officer: {
    readonly name: string;
    /** The officer's post, or else role and borough (R19). */
    readonly post: string;
    readonly authority: string;
    readonly limit: Pence | null;
    readonly onBehalfOf: string | null;
  };
  readonly asked: Pence;
  readonly ownLines: Pence;
  /** Prefilled reasons of an approval (R19). */
  readonly prefilledReasons: string;
  readonly standings: readonly BoroughStanding[];
  readonly closesAt: Instant;
  readonly years: readonly YearLine[];
  readonly costs: readonly CostView[];
  readonly benefits: readonly BenefitView[];
  readonly pledges: readonly Pledge[];
  /** If all join. */
  readonly appraisal: Appraisal;
  readonly boroughAppraisal: BoroughAppraisal | null;
  readonly explain: Explain;
  /** What the borough had decided, where it is asked again; else null (R7). */
  readonly setAside: SetAsideView | null;
  /** Compared with `comparedWith`; empty for the first revision. */
  readonly changes: readonly FieldChange[];
  /** The revision that the borough answered, or else the one before. */
  readonly comparedWith: number;
  readonly ruleInWords: string;
  /** R29. From which amount an approval is a key decision, and how long it may be called in; null if none can be one. */
  readonly keyDecision: { readonly above: Pence; readonly callInWorkingDays: number } | null;
  /** null where no answer needs a code. */
  readonly code: CodeNotice | null;
  readonly revisionHash: string;
  /** The recorded answer that this one replaces; null for the first answer (R1). */
  readonly replaces: RecordedNow | null;
  /** Set while a decision may only become firmer (R1). */
  readonly firm: Firm | null;
}

/** The answer of a borough that counts now. */
export interface RecordedNow {
  readonly record: string;
  readonly answer: SignOffAnswer['kind'];
  readonly upTo: Pence | null;
  readonly at: Instant;
  /** null if no officer decided: silence counted as approval. */
  readonly by: string | null;
}

/** R1. The borough may raise its limit, decline or join. `least` is the least that it may approve, in pence. */
export interface Firm {
  readonly why: FirmOnly;
  readonly least: Pence;
}

/** What a reviewer sees on a live review link (R17). */
export interface ReviewPage {
  readonly kind: 'review';
  readonly heading: ProposalHeading;
  readonly borough: { readonly code: BoroughCode; readonly name: string };
  /** The post in words, or else role and borough (R19). */
  readonly reviewer: { readonly name: string; readonly post: string };
  readonly closesAt: Instant;
  readonly standings: readonly BoroughStanding[];
  readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
  readonly years: readonly YearLine[];
  readonly costs: readonly CostView[];
  readonly benefits: readonly BenefitView[];
  readonly pledges: readonly Pledge[];
  readonly appraisal: Appraisal;
  readonly explain: Explain;
  /** What each borough was to pay before the cost was shared again; empty if it was not (R29). */
  readonly changes: readonly FieldChange[];
  /** With a BCR below 1 or an NPSV below 0 the reasons are the value judgement. */
  readonly needsValueJudgement: boolean;
  /** null where no answer needs a code. */
  readonly code: CodeNotice | null;
  readonly revisionHash: string;
}

/** What the review said, when it advised against the proposal (R17). */
export interface ShownAdvice {
  readonly outcome: AdviceOutcome;
  readonly until: Instant;
  readonly reviews: readonly {
    readonly borough: string;
    readonly answer: ReviewAnswerKind;
    readonly reasons: string;
  }[];
}

/** What somebody said for a borough, as it stays on the record. */
export interface ShownWord {
  readonly kind: ConfirmAnswerKind;
  readonly borough: string;
  readonly at: Instant;
  readonly by: string;
  readonly reasons: string;
}

/** What an officer sees on a live confirm link (R17, R29). */
export interface ConfirmPage {
  readonly kind: 'confirm';
  readonly heading: ProposalHeading;
  readonly borough: { readonly code: BoroughCode; readonly name: string; readonly lead: boolean };
  readonly officer: { readonly name: string; readonly authority: string };
  /** What the borough pays. */
  readonly contribution: Pence;
  readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
  readonly advice: ShownAdvice | null;
  /** Until when this borough's decision may be called in; null if it is no key decision or the time is over. */
  readonly callInUntil: Instant | null;
  /** How long a call-in of this borough holds; null if none is in force. */
  readonly calledInUntil: Instant | null;
  /** What the borough approved at most. */
  readonly upTo: Pence;
  /** By how much the boroughs that are left fall short, while they may raise their limits; otherwise null. */
  readonly topUp: { readonly shortfall: Pence; readonly until: Instant } | null;
  /** Boroughs without which the lead's approver may go on now. */
  readonly without: readonly string[];
  /** What was said so far, oldest first. */
  readonly said: readonly ShownWord[];
  /** What may be said now; empty if nothing is left to say. */
  readonly answers: readonly ConfirmAnswerKind[];
  /** When the time to confirm ends. */
  readonly closesAt: Instant;
  readonly code: CodeNotice | null;
  readonly revisionHash: string;
}

/** Why a link no longer acts. Each reason has its own page (410). */
export type DeadWhy =
  | 'replaced' // a new revision was submitted; the new request has its own email
  | 'answered' // another link of the same request was used
  | 'closed' // the round or the review closed before this link was used
  | 'late' // the deadline has passed, and the close is not written yet
  | 'ended' // the proposal ended, and this says how
  | 'passed-on' // the request passed to another officer (interest declared)
  | 'takes-no-part' // the reviewer's borough revoked its approval
  | 'not-eligible' // this person no longer has the role, or wrote the proposal
  | 'expired'; // the link is no longer kept (13 months after the end; tracking: 90 days)

export interface DeadLink {
  readonly kind: 'dead';
  readonly why: DeadWhy;
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner'>;
  readonly borough: string | null;
  readonly status: Status;
  readonly ending: Ending | null;
  readonly endedAt: Instant | null;
  readonly closesAt: Instant | null;
  /** The answer recorded for this request, if any. */
  readonly recorded: { readonly answer: string; readonly at: Instant; readonly by: string } | null;
  /** A sentence for the cases that need their own words (which role was lost, who is asked now). */
  readonly detail: string | null;
}

/** R26. Five wrong codes on one day locked the request until the next day. */
export interface LockedLink {
  readonly kind: 'locked';
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner'>;
  readonly borough: string;
  /** When the lock ends; null if the request closes before that. */
  readonly until: Instant | null;
  readonly closesAt: Instant;
}

/** What was recorded as a borough's answer. */
export interface RecordedAnswer {
  readonly kind: 'sign-off-confirmation';
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner' | 'revision'>;
  readonly borough: string;
  /** Name and post as recorded with the answer (R19). The post is null on answers of earlier releases. */
  readonly by: string;
  readonly post: string | null;
  readonly onBehalfOf: string | null;
  readonly answer: SignOffAnswer;
  /** What the borough pledged, without the fields that were left empty (R18). */
  readonly pledges: readonly { readonly unit: string; readonly number: number }[];
  readonly asked: Pence;
  /** Set if it is an approval of less than that percentage of the share: it does not count toward the rule (R3). */
  readonly tooSmall: number | null;
  readonly status: Status;
  readonly closesAt: Instant | null;
  /** Set if the secretariat revoked the approval since. */
  readonly revoked: { readonly at: Instant; readonly reason: string } | null;
}

/** R1. The borough's newest answer, to everybody who may decide for the borough now and to its officer. */
export interface SignOffConfirmation extends RecordedAnswer {
  /** The form that replaces the answer, a lock, or why the answer cannot be replaced. */
  readonly change: SignOffPage | LockedLink | NoChange;
}

/** R1. Why a recorded answer cannot be replaced by this link. */
export interface NoChange {
  readonly kind: 'no-change';
  readonly why: 'closed' | 'revoked' | 'too-often' | 'not-eligible';
}

/** Confirmation to a person who declared an interest: the request was passed on (R1). */
export interface RecusalConfirmation {
  readonly kind: 'recusal-confirmation';
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner' | 'revision'>;
  readonly borough: string;
  readonly by: string;
  readonly post: string | null;
  readonly at: Instant;
  readonly interest: string;
  /** Whether another officer could be asked. */
  readonly passedOn: boolean;
  /** Whom the request goes to: another officer of the borough, or another reviewer of any borough that pays (R17). */
  readonly asked: 'officer' | 'reviewer';
  /** Whether the person's own answer was set aside, and whether an answer of somebody else counts. */
  readonly answer: 'set-aside' | 'of-another-officer' | null;
}

export interface ReviewConfirmation {
  readonly kind: 'review-confirmation';
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'partner' | 'revision'>;
  readonly borough: string;
  readonly by: string;
  readonly post: string | null;
  readonly answer: ReviewAnswer;
  readonly status: Status;
}

/** The proposer's page: no comments, interests or addresses (R25). */
export interface TrackingPage {
  readonly kind: 'tracking';
  readonly heading: Omit<ProposalHeading, 'proposer'>;
  readonly status: Status;
  readonly submittedAt: Instant;
  readonly closesAt: Instant | null;
  readonly standings: readonly BoroughStanding[];
  readonly reviews: readonly { readonly borough: string; readonly answered: boolean }[];
  /** Problems, such as "no eligible approver for Camden" (R8). */
  readonly obstacles: readonly string[];
  readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
  /** Of all boroughs until the close, of the contributors afterwards. */
  readonly appraisal: Appraisal;
  readonly explain: Explain;
  readonly ending: Ending | null;
  readonly endedAt: Instant | null;
  readonly reasons: readonly string[];
}

/** What changed since the form was made: the revision (R24), or the shares of the same revision (R29). */
export interface ChangedPage {
  readonly kind: 'changed';
  readonly what: 'revision' | 'shares';
  readonly heading: ProposalHeading;
  readonly changes: readonly FieldChange[];
}

export type LinkView =
  | { readonly kind: 'unknown' }
  | SignOffPage
  | ReviewPage
  | ConfirmPage
  | DeadLink
  | LockedLink
  | SignOffConfirmation
  | RecusalConfirmation
  | ReviewConfirmation
  | TrackingPage;
