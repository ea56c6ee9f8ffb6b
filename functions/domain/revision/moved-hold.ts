import type { Hold, Movement } from '../money/budget.ts';
import { holdFor } from '../money/holds.ts';
import type { SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { CostLine } from '../vocabulary/proposal.ts';

/**
 * R7, R12. What an approval that stays in force must hold for the revision with these `costs`, and the movements that
 * lead there. The cap stays, so only its division over the columns changes. Null where nothing has to move. It can be
 * asked again after a crash: what has moved already moves nothing.
 */
export function movedHold(
  costs: readonly CostLine[],
  { borough, answer, hold, revoked }: Pick<SignOffRequest, 'borough' | 'answer' | 'hold' | 'revoked'>,
): { readonly hold: Hold; readonly movements: readonly Movement[] } | null {
  if (answer?.kind !== 'approve' || answer.upTo === null || revoked !== undefined) return null;
  const moved = holdFor(costs, { borough, hold }, answer.upTo);
  return JSON.stringify(moved.hold.cells) === JSON.stringify(hold.cells) ? null : moved;
}
