import type { FinancialYear, Instant } from './calendar.ts';
import type { Pence } from './money.ts';
import type { BoroughCode, Kind, Status } from './proposal.ts';

interface Row {
  readonly proposal: string;
  /** Version of the head it was made from; a newer row replaces an older one. */
  readonly version: number;
  readonly updatedAt: Instant;
  /** True where it no longer belongs to the dataset: kept as a row with a version, never deleted. */
  readonly removed: boolean;
  readonly reference: string;
  readonly title: string;
  readonly status: Status;
}

/** One a proposal: what its list shows. */
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
}

/** One a proposal and borough, over the whole life (PRODUCT §8 `roi`). null: not known, and `notes` says why. */
export interface RoiRow extends Row {
  readonly row: 'roi';
  readonly scheme: string;
  readonly decidedAt: Instant | null;
  readonly submittedAt: Instant;
  readonly leadBorough: BoroughCode;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly role: 'lead' | 'partner';
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

/** One a proposal, borough, financial year and kind (PRODUCT §8 `contributions`). The budget's columns are joined at reading. */
export interface ContributionRow extends Row {
  readonly row: 'contribution';
  readonly financialYear: FinancialYear;
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly role: 'lead' | 'partner';
  readonly kind: Kind;
  readonly asked: Pence;
  readonly held: Pence;
  readonly committed: Pence;
  readonly drawn: Pence;
}

/** A contribution's row with the borough's budget of that year and kind, joined at reading; null: none is set, or not for this reader. */
export interface BudgetedContributionRow extends ContributionRow {
  readonly allocated: Pence | null;
  readonly available: Pence | null;
}

export type ReportRow = ProposalRow | RoiRow | ContributionRow;
