import { prefilledCap } from '../../../../functions/domain/money/asked-share.ts';
import { holdCells, movementsToHold } from '../../../../functions/domain/money/budget.ts';
import { ownLineCells } from '../../../../functions/domain/money/cost-columns.ts';
import { answerFaults, type GivenAnswer } from '../../../../functions/domain/sign-off/answer-form.ts';
import { isLate } from '../../../../functions/domain/sign-off/round.ts';
import type { SignOffAnswer, SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../../functions/domain/vocabulary/borough.ts';
import { mayMake } from '../../../../functions/domain/vocabulary/proposal.ts';
import { who } from '../../../support/builders/ids.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { checkHold } from '../checks.ts';
import { instant, type Life, make, moment, type Play, replaceRequest, system } from '../life.ts';
import type { Cap, SignOffStep } from '../steps.ts';
import { type Holder, holderOf, passOn } from './asking.ts';
import { closeIfOver } from './close.ts';

/** R1. One borough answers, or is refused; whatever is refused leaves no trace but a first late answer. */
export function answer(play: Play, life: Life, step: SignOffStep): void {
  const request = life.requests.find(({ borough }) => borough === step.borough);
  if (request === undefined || !mayMake('answer-sign-off', life.status)) return;
  const at = moment(life, step.when);
  if (cameLate(play, life, step, at)) {
    keepLate(life, request, step, at);
    return;
  }
  if (request.answer !== null) {
    play.reach('R1 second answer');
    return;
  }
  const holder = holderOf(play, life, request, at);
  if (holder === null) return;
  if (step.kind === 'recuse') {
    recuse(play, life, holder, at);
    return;
  }
  const given: GivenAnswer = {
    kind: step.kind,
    upTo: step.kind === 'approve' ? capOf(life, request, step.cap) : null,
    comment: 'For these reasons',
    interest: '',
    declaration: true,
    pledged: [],
  };
  if (!mayBeRecorded(play, life, holder, given)) return;
  if (life.requests.some((each) => each.answer !== null && each.answer.at > instant(at)))
    play.reach('R5 answer older than one before it');
  answerWith(play, life, holder.request, recorded(given, holder.ask.person, at), at);
}

function cameLate(play: Play, life: Life, { when }: SignOffStep, at: number): boolean {
  const late = isLate(instant(at), instant(life.closesAt));
  if (late !== at >= life.closesAt) throw new Violation('R5 an answer is late from exactly the deadline on');
  if ('afterDeadline' in when && when.afterDeadline === -1) play.reach('R5 answer 1 ms before the deadline');
  if ('afterDeadline' in when && when.afterDeadline === 0) play.reach('R5 answer at the deadline');
  if ('afterDeadline' in when && when.afterDeadline === 1) play.reach('R5 answer 1 ms after the deadline');
  return late;
}

function keepLate(life: Life, request: SignOffRequest, { kind }: SignOffStep, at: number): void {
  const by = request.asks.at(-1)?.person ?? who('nobody');
  if (request.answer === null)
    replaceRequest(life, { ...request, late: request.late ?? { kind, at: instant(at), by } });
}

function recuse(play: Play, life: Life, { request, ask }: Holder, at: number): void {
  life.recused = [...life.recused, ask.person];
  passOn(play, life, request, { at: instant(at), why: 'recused', interest: 'A share in it' }, at);
}

function mayBeRecorded(play: Play, life: Life, { request, limit }: Holder, given: GivenAnswer): boolean {
  const total = life.figures.total;
  const faults = answerFaults(given, { request, total, limit, pledges: [] });
  const upTo = given.kind === 'approve' ? given.upTo : null;
  const sound = upTo === null || (upTo >= 1 && upTo >= request.ownLines && upTo <= total && upTo <= (limit ?? total));
  if (sound !== (faults.length === 0))
    throw new Violation(`R1 a cap of ${upTo}p is judged ${faults.map(({ message }) => message)}`);
  if (!sound)
    play.reach(
      limit !== null && upTo !== null && upTo > limit ? 'R9 above the limit' : 'R1 cap that may not be recorded',
    );
  return sound;
}

function capOf(life: Life, { asked, ownLines }: SignOffRequest, cap: Cap): number {
  const total = life.figures.total;
  if (typeof cap === 'object') return Math.max(1, ownLines, Math.floor((total / 100) * cap.percentOfTotal));
  switch (cap) {
    case 'least':
      return Math.max(1, ownLines);
    case 'below-own-lines':
      return ownLines - 1;
    case 'nothing':
      return 0;
    case 'asked':
      return asked;
    case 'penny-below-asked':
      return Math.max(1, ownLines, asked - 1);
    case 'prefilled':
      return prefilledCap({ asked, ownLines, headroom: life.plan.scheme.headroom, total, officerLimit: null });
    case 'total':
      return total;
    case 'above-total':
      return total + 1;
  }
}

function recorded({ kind, upTo, comment }: GivenAnswer, by: PersonId, at: number): SignOffAnswer {
  return {
    kind: kind === 'approve' || kind === 'decline' ? kind : 'request-changes',
    at: instant(at),
    by,
    onBehalfOf: null,
    authority: 'Scheme of delegation, 4.2',
    upTo,
    comment,
    pledged: [],
    silence: false,
    link: null,
    record: 'R-1',
  };
}

/** R12. Records an answer with its hold, or nothing at all where the money is lacking; closes the round where it is over. */
export function answerWith(
  play: Play,
  life: Life,
  request: SignOffRequest,
  given: SignOffAnswer,
  at: number,
): 'recorded' | 'no-money' {
  const { borough, hold } = request;
  const own = ownLineCells(life.content.costs, borough);
  const cells = given.upTo === null ? [] : holdCells(given.upTo, own, life.figures.sharedCells);
  if (given.upTo !== null) checkHold(life.figures, borough, given.upTo, cells);
  const before = hold.status === 'held' ? hold.cells : [];
  if (play.ledger.move(movementsToHold(borough, cells, before)) === 'short') {
    play.reach('R12 short of money');
    return 'no-money';
  }
  if (before.length > 0) play.reach(given.upTo === null ? 'R7 hold given up' : 'R7 hold replaced');
  if (cells.length > 0) play.reach('R12 held');
  const status = cells.length > 0 ? 'held' : before.length > 0 ? 'released' : 'none';
  replaceRequest(life, { ...request, answer: given, hold: { status, cells, committed: [] } });
  make(life, 'answer-sign-off');
  const { kind, upTo, silence, comment, authority } = given;
  const data = { borough, revision: life.revision, kind, upTo, onBehalfOf: null, silence, pledged: [], record: 'R-1' };
  record(life, [{ type: 'answered', at: instant(at), actor: system, data, private: { comment, authority } }]);
  if (!silence) closeIfOver(play, life, at);
  return 'recorded';
}
