import type { Contribution as Share } from '../money/apportionment.ts';
import { contributionCells } from '../money/column-split.ts';
import type { CostLine } from '../vocabulary/proposal.ts';
import type { Contribution, ProposalState } from './proposal-state.ts';

/** R10, R11. Contributions with their cells, as the record keeps them; by GSS code. */
export function withCells(costs: readonly CostLine[], shares: readonly Share[]): readonly Contribution[] {
  const rows = new Map(contributionCells(costs, shares).map(({ borough, cells }) => [borough, cells]));
  return shares.map(({ borough, amount }) => ({ borough, amount, cells: rows.get(borough) ?? [] }));
}

/**
 * R29. The recorded contributions, if they are still in force. A revocation either shares the cost again or leaves
 * nothing to be paid, so none is in force once one of their boroughs has revoked.
 */
export function contributionsInForce(
  recorded: readonly Contribution[],
  requests: ProposalState['requests'],
): readonly Contribution[] {
  const revoked = new Set(requests.filter((request) => request.revoked !== undefined).map(({ borough }) => borough));
  return recorded.some(({ borough }) => revoked.has(borough)) ? [] : recorded;
}
