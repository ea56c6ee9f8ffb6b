import { askedShares } from '../../../domain/money/asked-share.ts';
import type { Hold } from '../../../domain/money/budget.ts';
import { contributionCells } from '../../../domain/money/column-split.ts';
import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { ContributionRow } from '../../../domain/record/report-row.ts';
import type { SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import type { Cell } from '../../../domain/vocabulary/column.ts';
import { type Pence, sumOf } from '../../../domain/vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../../../domain/vocabulary/proposal.ts';
import type { EarlierRevision, InvitedBorough } from '../../proposals/invited-boroughs.ts';
import type { RowFrame } from './report-row-frame.ts';

type YearAndKind = Pick<Cell, 'financialYear' | 'kind'>;

/**
 * One row per borough, financial year and kind of the cost (docs/rules.md, Reports), stages together. `held` and
 * `committed` come from the borough's hold, so that the rows sum to its budgets. `asked` is the share if all join,
 * split over the columns by R11 like a contribution.
 * Years and kinds of earlier revisions have a removed row unless money is still held there (R7). `drawn` is 0 until
 * gates and returns exist.
 */
export function contributionRows(
  frame: RowFrame,
  { head, revision, requests }: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  earlier: readonly EarlierRevision[],
  invited: readonly InvitedBorough[],
): readonly ContributionRow[] {
  const current = yearsAndKinds(revision.content.costs);
  const asked = askedCells(revision.content.costs, requests);
  return invited.flatMap((borough) => {
    const { request } = borough;
    const belonging = new Set(borough.current ? current.keys() : []);
    const columns = new Map([...current, ...earlier.flatMap(({ content }) => [...yearsAndKinds(content.costs)])]);
    return [...columns.values()].map((column): ContributionRow => {
      const held = amountIn(heldCells(request.hold), column);
      const committed = amountIn(request.hold.committed, column);
      return {
        ...frame,
        row: 'contribution',
        removed: !belonging.has(keyOf(column)) && held === 0 && committed === 0,
        financialYear: column.financialYear,
        boroughCode: request.borough,
        borough: request.name,
        role: request.borough === head.lead ? 'lead' : 'partner',
        kind: column.kind,
        asked: borough.current ? amountIn(asked.get(request.borough) ?? [], column) : 0,
        held,
        committed,
        drawn: 0,
      };
    });
  });
}

/** What each borough would pay in each column if all join: R10 without caps, then R11. */
export function askedCells(
  costs: readonly CostLine[],
  requests: readonly Pick<SignOffRequest, 'borough' | 'weight'>[],
): ReadonlyMap<BoroughCode, readonly Cell[]> {
  const split = contributionCells(costs, askedShares(costs, requests));
  return new Map(split.map(({ borough, cells }) => [borough, cells]));
}

/** A released hold lists no money, and a hold that never existed has none to list. */
function heldCells({ status, cells }: Hold): readonly Cell[] {
  return status === 'held' || status === 'committed' ? cells : [];
}

function yearsAndKinds(columns: readonly YearAndKind[]): ReadonlyMap<string, YearAndKind> {
  return new Map(columns.map((column) => [keyOf(column), column]));
}

function keyOf({ financialYear, kind }: YearAndKind): string {
  return `${financialYear}#${kind}`;
}

function amountIn(cells: readonly Cell[], column: YearAndKind): Pence {
  return sumOf(cells.filter((cell) => keyOf(cell) === keyOf(column)).map(({ amount }) => amount));
}
