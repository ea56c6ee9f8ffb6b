import type { Budget } from '../domain/budget.ts';
import type { FinancialYear } from '../domain/calendar.ts';
import { financialYearOf } from '../domain/financial-year.ts';
import type { BoroughCode, Status } from '../domain/proposal.ts';
import type { BudgetedContributionRow, ContributionRow, ReportRow, RoiRow } from '../domain/report-row.ts';
import type { Budgets, ReportRows } from './ports.ts';
import { maySee, type Reader } from './reader.ts';

export interface RoiDependencies {
  readonly rows: Pick<ReportRows, 'list'>;
}
export interface ContributionsDependencies extends RoiDependencies {
  readonly budgets: Pick<Budgets, 'of'>;
}

export interface RoiFilter {
  /** Financial year of the decision's London date. */
  readonly decidedIn?: FinancialYear | undefined;
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
  readonly scheme?: string | undefined;
}

export interface ContributionsFilter {
  readonly financialYear?: FinancialYear | undefined;
  readonly borough?: BoroughCode | undefined;
  readonly status?: Status | undefined;
}

/** Rows that are read at once, and so the most of a report that stands in memory. */
const rowsAtOnce = 500;

/**
 * The rows of `roi` (PRODUCT §8) that the reader may see and the filter lets through, page by page in the order of their keys;
 * eventually consistent.
 */
export function readRoi(
  { rows }: RoiDependencies,
  filter: RoiFilter,
  reader: Reader,
): AsyncGenerator<readonly RoiRow[]> {
  return visibleRows(
    rows,
    'roi',
    reader,
    (row) =>
      (filter.decidedIn === undefined ||
        (row.decidedAt !== null && financialYearOf(row.decidedAt) === filter.decidedIn)) &&
      (filter.borough === undefined || row.boroughCode === filter.borough) &&
      (filter.status === undefined || row.status === filter.status) &&
      (filter.scheme === undefined || row.scheme === filter.scheme),
  );
}

/**
 * The rows of `contributions` (PRODUCT §8), in the same way, each with what the borough's budget says now. A reader of one
 * borough sees what its partners pay in the proposals they share, but no budget except its own.
 */
export async function* readContributions(
  { rows, budgets }: ContributionsDependencies,
  filter: ContributionsFilter,
  reader: Reader,
): AsyncGenerator<readonly BudgetedContributionRow[]> {
  const known = new Map<string, Budget | undefined>();
  const pages = visibleRows(
    rows,
    'contribution',
    reader,
    (row) =>
      (filter.financialYear === undefined || row.financialYear === filter.financialYear) &&
      (filter.borough === undefined || row.boroughCode === filter.borough) &&
      (filter.status === undefined || row.status === filter.status),
  );
  for await (const page of pages) {
    await learn(budgets, known, page, reader);
    yield page.map((row) => {
      const budget = known.get(budgetKey(row));
      return { ...row, allocated: budget?.allocated ?? null, available: budget?.available ?? null };
    });
  }
}

async function* visibleRows<K extends ReportRow['row']>(
  rows: Pick<ReportRows, 'list'>,
  kind: K,
  reader: Reader,
  passes: (row: Extract<ReportRow, { row: K }>) => boolean,
): AsyncGenerator<readonly Extract<ReportRow, { row: K }>[]> {
  const seen = reader.borough === null ? null : await proposalsOf(rows, reader);
  for await (const page of pagesOf(rows, kind)) {
    const visible = page.filter((row) => !row.removed && (seen === null || seen.has(row.proposal)) && passes(row));
    if (visible.length > 0) yield visible;
  }
}

/** Ids of the proposals that a reader of one borough may see: few beside their rows, which do not name all partners. */
async function proposalsOf(rows: Pick<ReportRows, 'list'>, reader: Reader): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for await (const page of pagesOf(rows, 'proposal')) {
    for (const row of page) if (maySee(reader, row.partners)) seen.add(row.proposal);
  }
  return seen;
}

async function* pagesOf<K extends ReportRow['row']>(
  rows: Pick<ReportRows, 'list'>,
  kind: K,
): AsyncGenerator<readonly Extract<ReportRow, { row: K }>[]> {
  let cursor: string | undefined;
  do {
    const page = await rows.list(kind, { limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) });
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Reads the budgets of a page that are not known yet: each is read once a report, so that its figures agree from row to row. */
async function learn(
  budgets: Pick<Budgets, 'of'>,
  known: Map<string, Budget | undefined>,
  page: readonly ContributionRow[],
  reader: Reader,
): Promise<void> {
  const wanted = new Map(
    page
      .filter((row) => maySee(reader, [row.boroughCode]) && !known.has(budgetKey(row)))
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
