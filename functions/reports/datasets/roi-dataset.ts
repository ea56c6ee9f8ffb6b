import type { RoiRow } from '../../domain/record/report-row.ts';
import { roiPicture } from '../pictures/roi-picture.ts';
import { londonDay } from '../words/london-day.ts';
import type { Dataset } from './dataset.ts';

/** What each borough pays and gains: one row per proposal and borough, over the whole life. */
export const roi: Dataset<RoiRow> = {
  name: 'roi',
  picture: roiPicture,
  reasons: ({ notes }) => notes,
  remarks: [
    {
      name: 'Present values',
      text: 'Each is in the prices of its proposal’s own base year, the first financial year of any cost or benefit. Totals add them up as they are.',
    },
  ],
  columns: [
    { name: 'reference', type: 'text', value: (row) => row.reference },
    { name: 'title', type: 'text', value: (row) => row.title },
    { name: 'scheme', type: 'text', value: (row) => row.scheme },
    { name: 'status', type: 'text', value: (row) => row.status },
    { name: 'decided_on', type: 'date', value: (row) => (row.decidedAt === null ? null : londonDay(row.decidedAt)) },
    { name: 'lead_borough', type: 'text', value: (row) => row.leadBorough },
    { name: 'borough_code', type: 'text', value: (row) => row.boroughCode },
    { name: 'borough', type: 'text', value: (row) => row.borough },
    { name: 'role', type: 'text', value: (row) => row.role },
    { name: 'asked_gbp', type: 'pence', totalled: true, value: (row) => row.asked },
    { name: 'up_to_gbp', type: 'pence', totalled: true, value: (row) => row.upTo },
    { name: 'contribution_gbp', type: 'pence', totalled: true, value: (row) => row.contribution },
    { name: 'pv_costs_gbp', type: 'pence', totalled: true, value: (row) => row.pvCosts },
    { name: 'pv_benefits_gbp', type: 'pence', totalled: true, value: (row) => row.pvBenefits },
    { name: 'npsv_gbp', type: 'pence', totalled: true, value: (row) => row.npsv },
    { name: 'bcr', type: 'ratio', value: (row) => row.bcr },
    { name: 'cashable_npv_gbp', type: 'pence', totalled: true, value: (row) => row.cashableNpv },
    { name: 'cashable_return', type: 'ratio', value: (row) => row.cashableReturn },
    { name: 'payback_years', type: 'count', value: (row) => row.paybackYears },
    { name: 'forecast_benefits_gbp', type: 'pence', totalled: true, value: (row) => row.forecastBenefits },
    { name: 'actual_benefits_gbp', type: 'pence', totalled: true, value: (row) => row.actualBenefits },
    { name: 'days_to_decision', type: 'count', value: (row) => row.daysToDecision },
    { name: 'updated_at', type: 'instant', value: (row) => row.updatedAt },
    { name: 'notes', type: 'text', value: (row) => row.notes.join('; ') },
  ],
};
