import type {
  BenefitRow,
  BenefitsRow,
  BudgetedContributionRow,
  ContributionRow,
  PipelineRow,
  ProposalRow,
  RoiRow,
  WaitedPipelineRow,
} from '../../../functions/domain/record/report-row.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss, pid } from './ids.ts';

const updatedAt: Instant = '2026-12-18T16:59:00.000Z';

/** The members that rows of all reports share. */
const frame = {
  ...{ proposal: pid('p1'), version: 7000, updatedAt, removed: false },
  ...{ reference: 'JF-7K3M2Q', title: 'Shared damp sensors' },
} as const;
const ofCamden = { ...frame, boroughCode: gss('E09000007'), borough: 'Camden' } as const;
const submittedAt: Instant = '2026-12-01T10:00:00.000Z';

/** A proposal in sign-off, in the list of proposals. */
export function aProposalRow(more: Partial<ProposalRow> = {}): ProposalRow {
  return {
    ...{
      ...frame,
      row: 'proposal',
      status: 'sign-off',
      revision: 1,
      scheme: 'standard',
      leadBorough: gss('E09000012'),
    },
    ...{ partners: [gss('E09000012'), gss('E09000007')], financialYears: ['2026-27'], total: 24_000_000, submittedAt },
    ...{ closesAt: null, decidedAt: null, ...more },
  };
}

/** A row of `roi` with every figure known. */
export function anRoiRow(more: Partial<RoiRow> = {}): RoiRow {
  return {
    ...{ ...ofCamden, row: 'roi', ending: 'funded', status: 'funded', scheme: 'standard', submittedAt },
    ...{ decidedAt: '2026-12-18T16:59:00.000Z', leadBorough: gss('E09000028'), role: 'partner' },
    ...{ asked: 3_575_000, upTo: 4_468_750, contribution: 3_575_000 },
    ...{ pvCosts: 3_500_000, pvBenefits: 3_000_005, npsv: -499_995, bcr: 0.8571 },
    ...{ cashableNpv: -3_500_000, cashableReturn: 0, paybackYears: 3 },
    ...{ forecastBenefits: 3_200_000, actualBenefits: null, daysToDecision: 17 },
    ...{ notes: ['Actual benefits: not returned', 'Payback: not reached'], ...more },
  };
}

/** A row of `contributions` of a funded proposal, without its budget. */
export function aContributionRow(more: Partial<ContributionRow> = {}): ContributionRow {
  return {
    ...{ ...ofCamden, row: 'contribution', status: 'funded', role: 'partner', financialYear: '2026-27' },
    ...{ kind: 'revenue', asked: 3_575_000, held: 0, committed: 3_575_000, drawn: 0, ...more },
  };
}

/** The same with the budget that it draws on. */
export function aBudgetedContributionRow(more: Partial<BudgetedContributionRow> = {}): BudgetedContributionRow {
  return { ...aContributionRow(), allocated: 50_000_000, available: 46_425_000, ...more };
}

/** A row of `benefits` as it is read: one year, class and grade of confidence. */
export function aBenefitRow(more: Partial<BenefitRow> = {}): BenefitRow {
  return {
    ...{ ...ofCamden, ending: 'funded', status: 'funded', scheme: 'standard', financialYear: '2027-28' },
    ...{ class: 'cashable', confidence: 3, forecast: 2_000_000, adjusted: 1_800_000, actual: null, returnedOn: null },
    ...more,
  };
}

/** A row of `benefits` as it is stored: two years of one borough, the second with what it brought. */
export function aBenefitsRow(more: Partial<BenefitsRow> = {}): BenefitsRow {
  const cell = {
    financialYear: '2027-28',
    class: 'disbenefit',
    confidence: 6,
    forecast: -100,
    adjusted: -140,
  } as const;
  const cells = [
    { ...cell, actual: null, returnedOn: null },
    { ...cell, financialYear: '2028-29', actual: 0, returnedOn: '2029-06-30' },
  ] as const;
  return { ...ofCamden, row: 'benefits', ending: 'funded', status: 'funded', scheme: 'standard', cells, ...more };
}

/** A row of `pipeline` as it is stored: a borough whose answer is waited for. */
export function aPipelineRow(more: Partial<PipelineRow> = {}): PipelineRow {
  return {
    ...{
      ...ofCamden,
      row: 'pipeline',
      status: 'sign-off',
      scheme: 'standard',
      leadBorough: gss('E09000028'),
      submittedAt,
    },
    ...{ waitingFor: 'sign-off', waitingSince: '2026-12-09T10:00:00.000Z', remindersSent: 1 },
    ...{ decideBy: '2026-12-18T17:00:00.000Z', ...more },
  };
}

/** The same with how long the answer has been waited for. */
export function aWaitedPipelineRow(more: Partial<WaitedPipelineRow> = {}): WaitedPipelineRow {
  return { ...aPipelineRow(), daysWaiting: 9, ...more };
}
