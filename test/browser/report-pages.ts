import type { BudgetedContributionRow, RoiRow } from '../../functions/domain/report-row.ts';
import { contributions } from '../../functions/reports/contributions-dataset.ts';
import type { Dataset } from '../../functions/reports/dataset.ts';
import { written } from '../../functions/reports/format.ts';
import { roi } from '../../functions/reports/roi-dataset.ts';
import { type PageResponse, pageGuards } from '../../functions/web/respond.ts';
import { bytesOf } from '../reports/readers/exceljs-reader.ts';
import { inPages, plainContributionRow, plainRoiRow } from '../reports/rows.ts';

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
      ...plainRoiRow,
      ...proposal,
      borough,
      boroughCode: `E090000${String(index + 10)}`,
      role: index === 0 ? 'lead' : 'partner',
      asked: paid,
      contribution: ended ? 0 : paid,
      ...(ended
        ? { pvCosts: null, pvBenefits: null, npsv: null, bcr: null, paybackYears: null, upTo: null }
        : { pvCosts: paid, pvBenefits: Math.round(paid * worth), npsv: Math.round(paid * (worth - 1)), bcr: worth }),
      notes: ended ? ['Up to: declined', 'Appraisal: none, takes no part'] : plainRoiRow.notes,
    };
  }),
);

const contributionRows: readonly BudgetedContributionRow[] = roiRows.flatMap((row, at) =>
  ['2026-27', '2027-28'].map((financialYear, year) => ({
    ...plainContributionRow,
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

/** The pages of reports: with rows, and of none. */
export async function reportPages(): Promise<readonly (readonly [string, PageResponse])[]> {
  return [
    ['/report-roi', await page(roi, roiRows, { decidedIn: '2026-27' })],
    ['/report-roi-empty', await page(roi, [])],
    ['/report-contributions', await page(contributions, contributionRows)],
  ];
}

async function page<Row>(dataset: Dataset<Row>, rows: readonly Row[], filter = {}): Promise<PageResponse> {
  const asAt = () => (rows.length === 0 ? null : plainRoiRow.updatedAt);
  const bytes = await bytesOf(written('html', dataset, inPages(rows), { filter, asAt, gzip: false, excel: false }));
  const headers = { ...pageGuards, 'content-type': 'text/html; charset=utf-8' };
  return { statusCode: 200, headers, body: new TextDecoder().decode(bytes) };
}
