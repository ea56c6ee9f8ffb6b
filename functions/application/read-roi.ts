import type { FinancialYear } from '../domain/calendar.ts';
import { financialYearOf } from '../domain/financial-year.ts';
import type { BoroughCode, Status } from '../domain/proposal.ts';
import type { RoiRow } from '../domain/report-row.ts';
import type { Reader } from './reader.ts';
import { pagesOf, type ReportRead, type RowsToList, visibleRows, visibleTo } from './visible-rows.ts';

export interface RoiDependencies {
  readonly rows: RowsToList;
}

export interface RoiFilter {
  /** Financial year of the decision's London date. */
  readonly decidedIn?: FinancialYear | undefined;
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
  readonly scheme?: string | undefined;
}

/** The rows of `roi` (PRODUCT §8) that the reader may see and the filter lets through. */
export async function readRoi(
  { rows }: RoiDependencies,
  filter: RoiFilter,
  reader: Reader,
): Promise<ReportRead<RoiRow>> {
  const visible = visibleTo(reader, filter.borough);
  if (visible === 'hidden') return { kind: 'hidden' };
  return { kind: 'rows', pages: visibleRows(pagesOf(rows, 'roi'), visible, (row) => passes(row, filter)) };
}

function passes(row: RoiRow, { decidedIn, borough, status, scheme }: RoiFilter): boolean {
  return (
    (decidedIn === undefined || (row.decidedAt !== null && financialYearOf(row.decidedAt) === decidedIn)) &&
    (borough === undefined || row.boroughCode === borough) &&
    (status === undefined || row.status === status) &&
    (scheme === undefined || row.scheme === scheme)
  );
}
