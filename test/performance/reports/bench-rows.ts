import type { RoiRow } from '../../../functions/domain/record/report-row.ts';

const common = {
  row: 'roi',
  version: 7000,
  updatedAt: '2026-12-18T16:59:00.000Z',
  removed: false,
  status: 'funded',
  ending: 'funded',
  scheme: 'standard',
  decidedAt: '2026-12-18T16:59:00.000Z',
  submittedAt: '2026-12-01T10:00:00.000Z',
  leadBorough: 'E09000028',
  borough: 'Camden',
  role: 'partner',
  cashableNpv: -3_500_000,
  cashableReturn: 0,
  paybackYears: 3,
  forecastBenefits: 3_200_000,
  daysToDecision: 17,
  notes: ['Actual benefits: not returned', 'Payback: not reached'],
} as const;

/** The row of `roi` at this place, from 0: 33 boroughs a proposal, no two rows alike. */
export function rowAt(at: number): RoiRow {
  const amount = 100_000 + ((at * 7_919) % 99_000_000);
  const proposal = Math.floor(at / 33);
  return {
    ...common,
    proposal: `bench-${proposal}`,
    reference: `JF-${(proposal + 1_000_000).toString(36).toUpperCase()}`,
    title: `Shared "damp" sensors, part ${proposal}`,
    boroughCode: `E090000${String((at % 33) + 1).padStart(2, '0')}`,
    asked: amount,
    upTo: amount + 1,
    contribution: at % 3 === 0 ? null : amount,
    pvCosts: amount - 5,
    pvBenefits: amount + 12_345,
    npsv: 12_350 - (at % 30_000),
    bcr: (at % 30_000) / 10_000,
    actualBenefits: at % 2 === 0 ? amount : null,
  };
}
