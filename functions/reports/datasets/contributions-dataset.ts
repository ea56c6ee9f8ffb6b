import type { BudgetedContributionRow } from '../../domain/record/report-row.ts';
import { contributionsPicture } from '../pictures/contributions-picture.ts';
import type { Dataset } from './dataset.ts';

/**
 * What each borough is asked for, holds, has committed and has drawn: one row per proposal, borough, financial year and
 * kind. `allocated` and `available` are the borough's whole budget, repeated on each of its rows, so they are never
 * totalled.
 */
export const contributions: Dataset<BudgetedContributionRow> = {
  name: 'contributions',
  picture: contributionsPicture,
  columns: [
    { name: 'financial_year', type: 'text', value: (row) => row.financialYear },
    { name: 'reference', type: 'text', value: (row) => row.reference },
    { name: 'title', type: 'text', value: (row) => row.title },
    { name: 'status', type: 'text', value: (row) => row.status },
    { name: 'borough_code', type: 'text', value: (row) => row.boroughCode },
    { name: 'borough', type: 'text', value: (row) => row.borough },
    { name: 'role', type: 'text', value: (row) => row.role },
    { name: 'kind', type: 'text', value: (row) => row.kind },
    { name: 'asked_gbp', type: 'pence', totalled: true, value: (row) => row.asked },
    { name: 'held_gbp', type: 'pence', totalled: true, value: (row) => row.held },
    { name: 'committed_gbp', type: 'pence', totalled: true, value: (row) => row.committed },
    { name: 'drawn_gbp', type: 'pence', totalled: true, value: (row) => row.drawn },
    { name: 'allocated_gbp', type: 'pence', totalled: false, value: (row) => row.allocated },
    { name: 'available_gbp', type: 'pence', totalled: false, value: (row) => row.available },
  ],
};
