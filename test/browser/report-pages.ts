import {
  type BenefitRow,
  type BudgetedContributionRow,
  type RoiRow,
  type WaitedPipelineRow,
  waits,
} from '../../functions/domain/record/report-row.ts';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { benefits } from '../../functions/reports/datasets/benefits-dataset.ts';
import { contributions } from '../../functions/reports/datasets/contributions-dataset.ts';
import type { Dataset } from '../../functions/reports/datasets/dataset.ts';
import { pipeline } from '../../functions/reports/datasets/pipeline-dataset.ts';
import { roi } from '../../functions/reports/datasets/roi-dataset.ts';
import { written } from '../../functions/reports/formats/format.ts';
import type { Frame } from '../../functions/reports/formats/json/json.ts';
import { type PageResponse, securityHeaders } from '../../functions/web/respond.ts';
import { bytesOf } from '../reports/readers/exceljs-reader.ts';
import { inPages } from '../reports/rows.ts';
import { gss } from '../support/builders/ids.ts';
import { aBenefitRow, aBudgetedContributionRow, anRoiRow, aWaitedPipelineRow } from '../support/builders/rows.ts';

const names = [
  ...['Barking and Dagenham', 'Barnet', 'Camden', 'Croydon', 'Ealing', 'Hackney', 'Hammersmith and Fulham'],
  ...['Islington', 'Kensington and Chelsea', 'Lambeth', 'Lewisham', 'Newham', 'Southwark', 'Tower Hamlets'],
];
const proposals = [
  { reference: 'JF-7K3M2Q', title: 'Shared damp and mould sensors for council homes', status: 'funded', worth: 1.4 },
  { reference: 'JF-AAAAAA', title: 'Digital apprenticeships', status: 'funded', worth: 0.8 },
  { reference: 'JF-CC22DD', title: '<b>Data sharing</b> & “agreements”', status: 'roi-review', worth: 1.05 },
  { reference: 'JF-ZZZZZZ', title: 'W'.repeat(150), status: 'not-funded', worth: 0 },
] as const;

const roiRows: readonly RoiRow[] = proposals.flatMap(({ worth, ...proposal }, at) =>
  names.slice(0, 14 - at).map((borough, index): RoiRow => {
    const paid = 3_575_025 * (index + 1);
    const ended = proposal.status === 'not-funded';
    return {
      ...anRoiRow(),
      ...proposal,
      ending: proposal.status === 'roi-review' ? null : proposal.status,
      borough,
      boroughCode: gss(`E090000${String(index + 10)}`),
      role: index === 0 ? 'lead' : 'partner',
      asked: paid,
      contribution: ended ? 0 : paid,
      ...(ended
        ? { pvCosts: null, pvBenefits: null, npsv: null, bcr: null, paybackYears: null, upTo: null }
        : { pvCosts: paid, pvBenefits: Math.round(paid * worth), npsv: Math.round(paid * (worth - 1)), bcr: worth }),
      notes: ended ? ['Up to: declined', 'Appraisal: none, takes no part'] : anRoiRow().notes,
    };
  }),
);

const contributionRows: readonly BudgetedContributionRow[] = roiRows.flatMap((row, at) =>
  (['2026-27', '2027-28'] as const).map((financialYear, year) => ({
    ...aBudgetedContributionRow(),
    reference: row.reference,
    title: row.title,
    status: row.status,
    borough: row.borough,
    boroughCode: row.boroughCode,
    financialYear,
    committed: row.status === 'funded' && year === 0 ? row.asked : 0,
    held: row.status === 'funded' && year === 0 ? 0 : row.asked,
    allocated: at % 3 === 0 ? null : 50_000_000,
    available: at % 3 === 0 ? null : 50_000_000 - row.asked,
  })),
);

const benefitRows: readonly BenefitRow[] = roiRows.flatMap((row, at) =>
  (['2026-27', '2027-28', '2028-29'] as const).map((financialYear, year) => ({
    ...aBenefitRow(),
    reference: row.reference,
    title: row.title,
    status: row.status,
    ending: row.ending,
    borough: row.borough,
    boroughCode: row.boroughCode,
    financialYear,
    forecast: row.asked * (year + 1),
    adjusted: row.asked * year,
    actual: year === 0 || (year === 1 && at % 2 === 0) ? row.asked : null,
    returnedOn: year === 0 ? '2027-05-04' : null,
  })),
);

const pipelineRows: readonly WaitedPipelineRow[] = roiRows.map((row, at) => ({
  ...aWaitedPipelineRow(),
  reference: row.reference,
  title: row.title,
  borough: row.borough,
  boroughCode: row.boroughCode,
  waitingFor: waits[at % waits.length] ?? 'review',
  daysWaiting: at,
  decideBy: at % 4 === 0 ? null : aWaitedPipelineRow().decideBy,
}));

/** The pages of reports, with rows and without. */
export async function reportPages(): Promise<readonly (readonly [string, PageResponse])[]> {
  return [
    ['/report-roi', await page(roi, roiRows, { decidedIn: '2026-27' })],
    ['/report-roi-empty', await page(roi, [])],
    ['/report-roi-one-borough', await page(roi, ofOne(roiRows), { borough: one })],
    ['/report-contributions', await page(contributions, contributionRows)],
    ['/report-benefits', await page(benefits, benefitRows)],
    ['/report-benefits-one-borough', await page(benefits, ofOne(benefitRows), { borough: one })],
    ['/report-pipeline', await page(pipeline, pipelineRows)],
    ['/report-pipeline-empty', await page(pipeline, [])],
  ];
}

/** Barking and Dagenham: the longest name among the boroughs of every proposal. */
const one = gss('E09000010');

function ofOne<Row extends { readonly boroughCode: BoroughCode }>(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ boroughCode }) => boroughCode === one);
}

async function page<Row>(
  dataset: Dataset<Row>,
  rows: readonly Row[],
  filter: Frame['filter'] = {},
): Promise<PageResponse> {
  const asAt = () => (rows.length === 0 ? null : anRoiRow().updatedAt);
  const figures = dataset.name === 'pipeline' ? () => ({ decided: 5, medianDaysToDecision: 12.5 }) : undefined;
  const frame = { filter, asAt, figures, oneBorough: filter.borough !== undefined, gzip: false, excel: false };
  const bytes = await bytesOf(written('html', dataset, inPages(rows), frame));
  const headers = { ...securityHeaders, 'content-type': 'text/html; charset=utf-8' };
  return { statusCode: 200, headers, body: new TextDecoder().decode(bytes) };
}
