import type { BenefitRow } from '../../domain/record/report-row.ts';
import { benefitsPicture } from '../pictures/benefits-picture.ts';
import type { Dataset } from './dataset.ts';

/**
 * What each borough gains, forecast and actual: one row per proposal, borough, financial year, class and confidence.
 * Disbenefits are negative. `actual_gbp` and `returned_on` are empty until there is a return (R23).
 */
export const benefits: Dataset<BenefitRow> = {
  name: 'benefits',
  picture: benefitsPicture,
  columns: [
    { name: 'financial_year', type: 'text', value: (row) => row.financialYear },
    { name: 'reference', type: 'text', value: (row) => row.reference },
    { name: 'title', type: 'text', value: (row) => row.title },
    { name: 'borough_code', type: 'text', value: (row) => row.boroughCode },
    { name: 'borough', type: 'text', value: (row) => row.borough },
    { name: 'class', type: 'text', value: (row) => row.class },
    { name: 'confidence', type: 'count', value: (row) => row.confidence },
    { name: 'forecast_gbp', type: 'pence', totalled: true, value: (row) => row.forecast },
    { name: 'adjusted_gbp', type: 'pence', totalled: true, value: (row) => row.adjusted },
    { name: 'actual_gbp', type: 'pence', totalled: true, value: (row) => row.actual },
    { name: 'returned_on', type: 'date', value: (row) => row.returnedOn },
  ],
};
