import type { BenefitRow, BenefitsRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { Reader } from '../access/reader.ts';
import { findRows, type ReportRead, type RowFilter, type RowsToList } from './visible-rows.ts';

export interface BenefitsDependencies {
  readonly rows: RowsToList;
}

export interface BenefitsFilter extends RowFilter {
  readonly financialYear?: FinancialYear | undefined;
}

/**
 * The rows of `benefits` (docs/rules.md, Reports) that the reader may see and the filter accepts: one per year, class
 * and confidence of a borough's benefits.
 */
export async function readBenefits(
  { rows }: BenefitsDependencies,
  filter: BenefitsFilter,
  reader: Reader,
): Promise<ReportRead<BenefitRow>> {
  const found = findRows(rows, 'benefits', { filter, reader });
  return found === 'hidden' ? { kind: 'hidden' } : { kind: 'rows', pages: byCell(found, filter) };
}

/** One stored row at a time: 500 of them may hold 250,000 cells. */
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
