import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import { type Hold, holdCells, type Movement, movementsToHold } from './budget.ts';
import { ownLineCells, sharedColumns } from './cost-columns.ts';

/**
 * R12. What an answer holds, and the resulting movements of the borough's budgets. `upTo` is the cap in pence; null
 * means the answer approves nothing. The same transaction replaces a hold of an earlier revision (R7).
 */
export function holdFor(
  costs: readonly CostLine[],
  { borough, hold }: { readonly borough: BoroughCode; readonly hold: Hold },
  upTo: Pence | null,
): { readonly hold: Hold; readonly movements: readonly Movement[] } {
  const cells = upTo === null ? [] : holdCells(upTo, ownLineCells(costs, borough), sharedColumns(costs));
  const before = hold.status === 'held' ? hold.cells : [];
  const status = cells.length > 0 ? 'held' : before.length > 0 ? 'released' : 'none';
  return { hold: { status, cells, committed: [] }, movements: movementsToHold(borough, cells, before) };
}
