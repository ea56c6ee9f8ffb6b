import type { FinancialYear } from '../domain/calendar.ts';
import type { BoroughCode, Status } from '../domain/proposal.ts';
import type { BenefitRow, BenefitsRow } from '../domain/report-row.ts';
import type { Reader } from './reader.ts';
import { pagesOf, type ReportRead, type RowsToList, visibleRows, visibleTo } from './visible-rows.ts';

export interface BenefitsDependencies {
  readonly rows: RowsToList;
}

export interface BenefitsFilter {
  readonly financialYear?: FinancialYear | undefined;
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
  readonly scheme?: string | undefined;
}

/**
 * The rows of `benefits` (PRODUCT §8) that the reader may see and the filter lets through: one for each year, class and confidence of
 * what a borough gains.
 */
export async function readBenefits(
  { rows }: BenefitsDependencies,
  filter: BenefitsFilter,
  reader: Reader,
): Promise<ReportRead<BenefitRow>> {
  const visible = visibleTo(reader, filter.borough);
  if (visible === 'hidden') return { kind: 'hidden' };
  const found = visibleRows(pagesOf(rows, 'benefits'), visible, (row) => passes(row, filter));
  return { kind: 'rows', pages: byCell(found, filter) };
}

function passes(row: BenefitsRow, { borough, status, scheme }: BenefitsFilter): boolean {
  return (
    (borough === undefined || row.boroughCode === borough) &&
    (status === undefined || row.status === status) &&
    (scheme === undefined || row.scheme === scheme)
  );
}

/** One stored row after the other: 500 of them may hold 250,000 cells. */
async function* byCell(
  pages: AsyncIterable<readonly BenefitsRow[]>,
  { financialYear }: BenefitsFilter,
): AsyncGenerator<readonly BenefitRow[]> {
  for await (const page of pages) {
    for (const { row: _, cells, ...shared } of page) {
      const passing = cells.filter((cell) => financialYear === undefined || cell.financialYear === financialYear);
      if (passing.length > 0) yield passing.map((cell) => ({ ...shared, ...cell }));
    }
  }
}
