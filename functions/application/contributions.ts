import type { Contribution as Share } from '../domain/apportionment.ts';
import { contributionCells } from '../domain/column-split.ts';
import type { CostLine } from '../domain/proposal.ts';
import type { Contribution } from './state.ts';

/** R10, R11. Contributions with their cells, as the record keeps them; by GSS code. */
export function withCells(costs: readonly CostLine[], shares: readonly Share[]): readonly Contribution[] {
  const rows = new Map(contributionCells(costs, shares).map(({ borough, cells }) => [borough, cells]));
  return shares.map(({ borough, amount }) => ({ borough, amount, cells: rows.get(borough) ?? [] }));
}
