import type { RoiRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import { financialYearOf } from '../../domain/vocabulary/financial-year.ts';
import type { Reader } from '../access/reader.ts';
import { findRows, type ReportRead, type RowFilter, type RowsToList } from './visible-rows.ts';

export interface RoiDependencies {
  readonly rows: RowsToList;
}

export interface RoiFilter extends RowFilter {
  /** Financial year of the decision's London date. */
  readonly decidedIn?: FinancialYear | undefined;
}

/** The rows of `roi` (docs/rules.md, Reports) that the reader may see and the filter accepts. */
export async function readRoi(
  { rows }: RoiDependencies,
  filter: RoiFilter,
  reader: Reader,
): Promise<ReportRead<RoiRow>> {
  const { decidedIn } = filter;
  const pages = findRows(
    rows,
    'roi',
    { filter, reader },
    ({ decidedAt }) => decidedIn === undefined || (decidedAt !== null && financialYearOf(decidedAt) === decidedIn),
  );
  return pages === 'hidden' ? { kind: 'hidden' } : { kind: 'rows', pages };
}
