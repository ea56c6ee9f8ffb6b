import { type Hold, movementsToCommit, movementsToRelease } from '../../../../functions/domain/money/budget.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { instant, type Life, make, type Play, replaceRequest, system } from '../life.ts';

function holdOf(life: Life, borough: BoroughCode): Hold | undefined {
  return life.requests.find((each) => each.borough === borough)?.hold ?? life.leftBehind.get(borough);
}

function putHold(life: Life, borough: BoroughCode, hold: Hold): void {
  const request = life.requests.find((each) => each.borough === borough);
  if (request === undefined) life.leftBehind = new Map([...life.leftBehind, [borough, hold]]);
  else replaceRequest(life, { ...request, hold });
}

/** R12, R13. Turns one borough's hold into what it pays now, or frees it; twice does no more than once. */
export function settle(play: Play, life: Life, borough: BoroughCode): void {
  const hold = holdOf(life, borough);
  if (life.status !== 'settling' || hold === undefined) return;
  if (hold.status !== 'held') {
    if (movementsToRelease(borough, { ...hold, cells: [] }).movements.length > 0)
      throw new Violation('R12 settling twice moves money');
    play.reach('R12 settled twice');
    return;
  }
  const paid = life.ending === 'funded' ? life.contributions.find((each) => each.borough === borough) : undefined;
  const change =
    paid === undefined ? movementsToRelease(borough, hold) : movementsToCommit(borough, hold, paid.cells, 1);
  if (play.ledger.move(change.movements) !== 'moved') throw new Violation('R12 settling needs money that was not held');
  play.reach(paid === undefined ? 'R12 released' : 'R12 committed');
  checkSettled(
    paid === undefined ? null : { hold: change.hold, paid: paid.cells.filter(({ stage }) => stage === 1) },
    change.hold,
  );
  if (change.hold.cells.length > 0) play.reach('R13 later stage held');
  putHold(life, borough, change.hold);
}

type Cells = Hold['cells'];
const sum = (cells: Cells) => cells.reduce((total, { amount }) => total + amount, 0);

function checkSettled(committed: { readonly hold: Hold; readonly paid: Cells } | null, hold: Hold): void {
  if (committed === null) {
    if (hold.status !== 'released' || hold.cells.length > 0) throw new Violation('R12 a freed hold still holds');
    return;
  }
  if (sum(hold.committed) !== sum(committed.paid))
    throw new Violation('R13 another amount is committed than is paid in the current stage');
  if (hold.cells.some(({ stage }) => stage === 1))
    throw new Violation('R13 the current stage is still held after its settlement');
}

/** R12. What everybody sees, once nothing is left to settle. */
export function decide(play: Play, life: Life): void {
  const { ending } = life;
  if (life.status !== 'settling' || ending === null) return;
  const holds = [...life.requests.map(({ hold }) => hold), ...life.leftBehind.values()];
  if (holds.some(({ status }) => status === 'held')) {
    play.reach('R12 decided too early');
    return;
  }
  make(life, `settle-${ending}`);
  life.stage = 1;
  record(life, [{ type: 'settled', at: instant(life.closesAt), actor: system, data: { status: ending }, private: {} }]);
}

/** R13, R22. At a gate the next stage is committed, or all that is left is freed and the project closes. */
export function passGate(play: Play, life: Life, goesOn: boolean): void {
  if (life.status !== 'funded') return;
  const stage = life.stage + 1;
  const ends = !goesOn || stage > life.content.stages.length;
  for (const { borough, cells } of life.contributions) {
    const hold = holdOf(life, borough);
    // Who pays nothing may have held nothing.
    if (hold?.status !== 'committed') continue;
    const change = ends ? movementsToRelease(borough, hold) : movementsToCommit(borough, hold, cells, stage);
    if (play.ledger.move(change.movements) !== 'moved') throw new Violation('R13 a gate needs money that was not held');
    if (!ends) checkGate(change.hold, cells, stage);
    if (change.hold.committed.length > hold.committed.length) play.reach('R13 later stage committed at its gate');
    if (ends && hold.cells.length > 0) play.reach('R13 later stage freed at its gate');
    putHold(life, borough, change.hold);
  }
  life.stage = stage;
  if (!ends) return;
  make(life, 'close');
  play.reach('closed');
  record(life, [{ type: 'closed', at: instant(life.closesAt), actor: system, data: {}, private: {} }]);
}

function checkGate(hold: Hold, cells: Cells, stage: number): void {
  const due = sum(cells.filter((cell) => cell.stage <= stage));
  if (sum(hold.committed) !== due)
    throw new Violation(`R13 another amount than ${due}p is committed up to stage ${stage}`);
}
