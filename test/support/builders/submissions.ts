import type { BoroughCode, CostLine, ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, newham } from './boroughs.ts';

/** A proposal of £90,000 in one column, shared equally by Hackney, which leads, Camden and Newham: £30,000 each. */
export function aSubmission(changes: Partial<ProposalContent> = {}): ProposalContent {
  return {
    title: 'Damp sensors',
    summary: 'Sensors in homes tell of damp before mould grows.',
    alternatives: 'Each buys its own sensors.',
    leadBorough: hackney,
    proposer: { name: 'Head of Digital', email: 'digital@hackney.example' },
    scheme: 'standard',
    partners: among(hackney, camden, newham),
    apportionment: 'equal',
    prices: 'real',
    stages: [{ name: 'Whole project' }],
    costs: [cost(9_000_000)],
    benefits: [
      {
        financialYear: '2027-28',
        borough: 'all',
        class: 'cashable',
        amount: 12_000_000,
        confidence: 3,
        description: 'Repairs avoided',
      },
    ],
    confidential: [],
    pledges: [],
    ...changes,
  };
}

export function among(...boroughs: readonly BoroughCode[]): ProposalContent['partners'] {
  return boroughs.map((borough) => ({ borough }));
}

export function cost(amount: number, changes: Partial<CostLine> = {}): CostLine {
  return { financialYear: '2026-27', kind: 'revenue', amount, description: 'Sensors', stage: 1, ...changes };
}

/** Shared costs in twelve columns: six years of revenue and capital. */
export function twelveColumns(amount: number): readonly CostLine[] {
  const years = ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31', '2031-32'] as const;
  return years.flatMap((financialYear, at) => [
    cost(amount + at, { financialYear, kind: 'revenue' }),
    cost(amount + 7 * at, { financialYear, kind: 'capital' }),
  ]);
}
