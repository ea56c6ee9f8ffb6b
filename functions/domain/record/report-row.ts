import type { FinancialYear, Instant, LocalDate } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type {
  BenefitClass,
  BoroughCode,
  Confidence,
  Ending,
  Kind,
  ProposalId,
  Status,
} from '../vocabulary/proposal.ts';

/** A borough's part in a proposal. */
export const boroughRoles = ['lead', 'partner'] as const;

interface Row {
  readonly proposal: ProposalId;
  /** The version of the head it was made from; a newer row replaces an older one. */
  readonly version: number;
  readonly updatedAt: Instant;
  /** True if the row no longer belongs to the dataset. It is kept with its version, never deleted. */
  readonly removed: boolean;
  readonly reference: string;
  readonly title: string;
  readonly status: Status;
}

/** One per proposal: what its list shows. */
export interface ProposalRow extends Row {
  readonly row: 'proposal';
  readonly revision: number;
  readonly scheme: string;
  readonly leadBorough: BoroughCode;
  readonly partners: readonly BoroughCode[];
  readonly financialYears: readonly FinancialYear[];
  readonly total: Pence;
  readonly submittedAt: Instant;
  readonly closesAt: Instant | null;
  /** null means not decided yet, or ended without a decision of the coalition. */
  readonly decidedAt: Instant | null;
}

/**
 * One per proposal and borough, over the whole life (docs/rules.md, Reports `roi`). null means not known, and `notes`
 * says why.
 */
export interface RoiRow extends Row {
  readonly row: 'roi';
  /**
   * How the proposal ends, even while it is being settled (docs/rules.md, Life of a proposal). null means open, or a
   * row written before this field existed.
   */
  readonly ending: Ending | null;
  readonly scheme: string;
  /** As in {@link ProposalRow}. */
  readonly decidedAt: Instant | null;
  readonly submittedAt: Instant;
  readonly leadBorough: BoroughCode;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly role: (typeof boroughRoles)[number];
  readonly asked: Pence;
  readonly upTo: Pence | null;
  readonly contribution: Pence | null;
  readonly pvCosts: Pence | null;
  readonly pvBenefits: Pence | null;
  readonly npsv: Pence | null;
  readonly bcr: number | null;
  readonly cashableNpv: Pence | null;
  readonly cashableReturn: number | null;
  /** Discounted, all classes; years from the first cost. */
  readonly paybackYears: number | null;
  readonly forecastBenefits: Pence | null;
  readonly actualBenefits: Pence | null;
  readonly daysToDecision: number | null;
  readonly notes: readonly string[];
}

/**
 * One per proposal, borough, financial year and kind (docs/rules.md, Reports `contributions`). Reading joins the
 * budget's columns.
 */
export interface ContributionRow extends Row {
  readonly row: 'contribution';
  readonly financialYear: FinancialYear;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly role: (typeof boroughRoles)[number];
  readonly kind: Kind;
  readonly asked: Pence;
  readonly held: Pence;
  readonly committed: Pence;
  readonly drawn: Pence;
}

/** A contribution row with the borough's budget of that year and kind, joined at reading; null if none is set. */
export interface BudgetedContributionRow extends ContributionRow {
  readonly allocated: Pence | null;
  readonly available: Pence | null;
}

/** One borough's gain in a financial year, for one class and confidence grade; disbenefits are negative. */
export interface BenefitCell {
  readonly financialYear: FinancialYear;
  readonly class: BenefitClass;
  readonly confidence: Confidence;
  /** As stated: before confidence, prices and discounting. */
  readonly forecast: Pence;
  /** After confidence (R16). */
  readonly adjusted: Pence;
  /** null means not returned (R23); that is never shown as 0. */
  readonly actual: Pence | null;
  readonly returnedOn: LocalDate | null;
}

/**
 * All that one borough gains from a proposal, in one row: 500 lines for 33 boroughs would be 16,500 rows to read and
 * write at each change, and are 33. Removed if the borough gains nothing.
 */
export interface BenefitsRow extends Row {
  readonly row: 'benefits';
  /**
   * How the proposal ends, even while it is being settled (docs/rules.md, Life of a proposal). null means open, or a
   * row written before this field existed.
   */
  readonly ending: Ending | null;
  readonly scheme: string;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  /** Each combination of year, class and confidence once. */
  readonly cells: readonly BenefitCell[];
}

/**
 * One per proposal, borough, financial year, class and confidence (docs/rules.md, Reports `benefits`), made from a
 * {@link BenefitsRow} at reading.
 */
export interface BenefitRow extends Omit<BenefitsRow, 'row' | 'cells'>, BenefitCell {}

/**
 * What an open proposal waits for. `sign-off`, `review`: an answer of that borough. `eligible-approver`,
 * `eligible-reviewer`: somebody who may answer (R8). `confirmation`: that borough confirms (R17, R29). `revision`: its proposer. `resumption`: the secretariat.
 * `settlement`: the service itself.
 */
export const waits = [
  'sign-off',
  'eligible-approver',
  'review',
  'eligible-reviewer',
  'confirmation',
  'revision',
  'resumption',
  'settlement',
] as const;
export type WaitingFor = (typeof waits)[number];

/**
 * One per open proposal and borough it waits for (docs/rules.md, Reports `pipeline`). The lead's row also covers the
 * proposer, the secretariat and the service.
 */
export interface PipelineRow extends Row {
  readonly row: 'pipeline';
  readonly scheme: string;
  readonly leadBorough: BoroughCode;
  readonly submittedAt: Instant;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly waitingFor: WaitingFor;
  readonly waitingSince: Instant;
  readonly remindersSent: number;
  /** Deadline of the step; null if it has none. */
  readonly decideBy: Instant | null;
}

/** A pipeline row with the days it has waited: the number of midnights in London since. */
export interface WaitedPipelineRow extends PipelineRow {
  readonly daysWaiting: number;
}

export type ReportRow = ProposalRow | RoiRow | ContributionRow | BenefitsRow | PipelineRow;

/**
 * Distinguishes a row from others of its kind and proposal. Rows are listed by reference, then by this.
 *
 * @example placeOf(row) // 'E09000007#2026-27#revenue', for a contribution
 */
export function placeOf(row: Exclude<ReportRow, ProposalRow>): string {
  return row.row === 'contribution' ? `${row.boroughCode}#${row.financialYear}#${row.kind}` : row.boroughCode;
}
