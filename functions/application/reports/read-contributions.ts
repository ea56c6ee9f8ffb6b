import type { Budget } from '../../domain/money/budget.ts';
import type { BudgetedContributionRow, ContributionRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { Reader } from '../access/reader.ts';
import type { Budgets } from '../ports/registers.ts';
import { findRows, type ReportRead, type RowFilter, type RowsToList } from './visible-rows.ts';

export interface ContributionsDependencies {
  readonly rows: RowsToList;
  readonly budgets: Pick<Budgets, 'of'>;
}

export interface ContributionsFilter extends Omit<RowFilter, 'scheme'> {
  readonly financialYear?: FinancialYear | undefined;
}

/**
 * The rows of `contributions` (docs/rules.md, Reports) that the reader may see and the filter accepts, each with the
 * borough's current budget.
 */
export async function readContributions(
  { rows, budgets }: ContributionsDependencies,
  filter: ContributionsFilter,
  reader: Reader,
): Promise<ReportRead<BudgetedContributionRow>> {
  const { financialYear } = filter;
  const found = findRows(
    rows,
    'contribution',
    { filter, reader },
    (row) => financialYear === undefined || row.financialYear === financialYear,
  );
  return found === 'hidden' ? { kind: 'hidden' } : { kind: 'rows', pages: budgeted(budgets, found) };
}

async function* budgeted(
  budgets: Pick<Budgets, 'of'>,
  pages: AsyncIterable<readonly ContributionRow[]>,
): AsyncGenerator<readonly BudgetedContributionRow[]> {
  const known = new Map<string, Budget | undefined>();
  for await (const page of pages) {
    await learn(budgets, known, page);
    yield page.map((row) => {
      const budget = known.get(budgetKey(row));
      return { ...row, allocated: budget?.allocated ?? null, available: budget?.available ?? null };
    });
  }
}

/** Reads the budgets of a page that are not known yet: once per report, so that its figures agree in all rows. */
async function learn(
  budgets: Pick<Budgets, 'of'>,
  known: Map<string, Budget | undefined>,
  page: readonly ContributionRow[],
): Promise<void> {
  const wanted = new Map(
    page
      .filter((row) => !known.has(budgetKey(row)))
      .map(({ boroughCode, financialYear, kind }) => {
        const key = { borough: boroughCode, financialYear, kind };
        return [budgetKey({ boroughCode, financialYear, kind }), key] as const;
      }),
  );
  if (wanted.size === 0) return;
  for (const key of wanted.keys()) known.set(key, undefined);
  for (const budget of await budgets.of([...wanted.values()])) {
    known.set(budgetKey({ ...budget, boroughCode: budget.borough }), budget);
  }
}

function budgetKey({
  boroughCode,
  financialYear,
  kind,
}: Pick<ContributionRow, 'boroughCode' | 'financialYear' | 'kind'>): string {
  return `${boroughCode}#${financialYear}#${kind}`;
}
