import { movementsToRelease } from '../../../../functions/domain/money/budget.ts';
import { type BoroughCode, mayMake } from '../../../../functions/domain/vocabulary/proposal.ts';
import { who } from '../../../support/builders/ids.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { instant, type Life, make, type Play, replaceRequest, system } from '../life.ts';
import { cellsOf, closeIfOver, closeRound, judged } from './close.ts';
import { end } from './ending.ts';
import { askInstead } from './review.ts';

/** R29. A borough takes its approval back: it opts out, and what it held is free at once. */
export function revoke(play: Play, life: Life, borough: BoroughCode): void {
  const request = life.requests.find((each) => each.borough === borough);
  if (!mayMake('end', life.status) || request?.answer?.kind !== 'approve' || request.revoked !== undefined) return;
  const at = life.opensAt + 1;
  const { hold, movements } = movementsToRelease(borough, request.hold);
  if (play.ledger.move(movements) !== 'moved') throw new Violation('R29 a revocation needs money');
  replaceRequest(life, {
    ...request,
    hold,
    revoked: { at: instant(at), by: who('secretary'), reason: 'A spending stop' },
  });
  if (life.status === 'roi-review') {
    revokeCarried(play, life, borough, at);
    return;
  }
  record(life, [revoked(life, borough, at)]);
  play.reach(
    life.status === 'sign-off' ? 'R29 revoked while the round is open' : 'R29 revoked while a revision is awaited',
  );
  if (life.status === 'sign-off') closeIfOver(play, life, at);
}

/** R29. After a carried round the others share again within their caps; where that fails, the round closes again. */
function revokeCarried(play: Play, life: Life, borough: BoroughCode, at: number): void {
  if (life.carried === null) throw new Violation('R29 a review is open and no round was carried');
  const review = { opensAt: life.opensAt, closesAt: life.closesAt };
  life.closesAt = life.carried.closesAt;
  const again = judged(play, life, at, life.carried.withoutOfficer);
  if (again.kind === 'open') throw new Violation('R29 a carried round is open again');
  life.contributions = cellsOf(life, again);
  record(life, [revoked(life, borough, at)]);
  if (again.outcome !== 'carried') {
    play.reach('R29 too little is left');
    closeRound(play, life, again, at);
    return;
  }
  life.opensAt = review.opensAt;
  life.closesAt = review.closesAt;
  play.reach('R29 shared again among the others');
  askInstead(play, life, borough, at);
}

function revoked(life: Life, borough: BoroughCode, at: number) {
  const contributions = life.contributions.map((each) => ({ borough: each.borough, amount: each.amount }));
  const data = { borough, contributions };
  return { type: 'revoked', at: instant(at), actor: system, data, private: { reason: 'A spending stop' } } as const;
}

/** The proposer withdraws it. */
export function withdraw(play: Play, life: Life): void {
  if (!mayMake('end', life.status)) return;
  play.reach('withdrawn');
  const at = instant(life.opensAt + 1);
  const event = { type: 'withdrawn', at, actor: system, data: {}, private: { reason: 'No longer needed' } } as const;
  record(life, [event, end(life, 'withdrawn', life.opensAt + 1)]);
}

/** The secretariat gives the round more time. */
export function extend(play: Play, life: Life, by: number): void {
  if (!mayMake('extend', life.status)) return;
  make(life, 'extend');
  life.closesAt += by;
  play.reach('R5 extended');
  const data = { closesAt: instant(life.closesAt) };
  record(life, [{ type: 'extended', at: instant(life.opensAt), actor: system, data, private: { reason: 'Holidays' } }]);
}
