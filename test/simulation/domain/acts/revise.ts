import { type Hold, holdCells } from '../../../../functions/domain/money/budget.ts';
import { ownLineCells } from '../../../../functions/domain/money/cost-columns.ts';
import { type Reconsideration, reconsider } from '../../../../functions/domain/revision/material-change.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import { type BoroughCode, mayMake } from '../../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { checkAsked } from '../checks.ts';
import { edited } from '../content.ts';
import { columnOf, figuresOf } from '../figures.ts';
import { instant, type Life, make, moment, type Play, parameters, requestsFor, system } from '../life.ts';
import type { Step } from '../steps.ts';
import { askNext } from './asking.ts';
import { closeIfOver } from './close.ts';

/** What the chain says of the current revision. */
const facts = ({ content, ...life }: Life) => ({
  revision: life.revision,
  cycle: life.cycle,
  lead: content.leadBorough,
  partners: content.partners.map(({ borough }) => borough).toSorted(),
  scheme: content.scheme,
  total: life.figures.total,
  closesAt: instant(life.closesAt),
});

/** Submits the proposal and asks everybody. */
export function open(play: Play, life: Life): void {
  if (!mayMake('submit', life.status)) return;
  make(life, 'submit');
  life.revision = 1;
  life.cycle = 1;
  life.requests = requestsFor(play, life, life.content);
  checkAsked(life);
  record(life, [
    {
      type: 'submitted',
      at: instant(life.opensAt),
      actor: system,
      data: facts(life),
      private: { content: 'hash' },
    },
  ]);
  askAll(play, life, life.opensAt);
}

/** Asks whoever has to answer. A round may be over before that (R5). */
function askAll(play: Play, life: Life, at: number): void {
  for (const request of life.requests) if (request.answer === null) askNext(play, life, request, at, 'opening');
  closeIfOver(play, life, at);
  if (life.status !== 'sign-off') play.reach('R5 over before anybody was asked');
}

/** R7. A new revision, where one may come. */
export function revise(play: Play, life: Life, step: Extract<Step, { do: 'revise' }>): void {
  const at = moment(life, step.when);
  if (!mayMake('revise', life.status) || at >= life.closesAt) return;
  if (life.revision > life.plan.scheme.maxRevisions) {
    play.reach('R7 no revision left');
    return;
  }
  const everybody = play.world.boroughs.map(({ borough }) => borough);
  const content = edited(life.content, step.edit, everybody);
  const { scheme } = life.plan;
  const before = { content: life.content, requests: life.requests, parameters, scheme };
  const figures = figuresOf(play.world, content);
  const requests = requestsFor(play, life, content);
  const meant = reconsider(before, { content, requests, parameters, scheme });
  checkStanding(life, { content, figures, requests }, meant);
  make(life, 'revise');
  carryOver(play, life, requests, meant);
  life.content = content;
  life.figures = figures;
  life.revision += 1;
  life.cycle += 1;
  life.opensAt = at;
  life.closesAt = at + 3 * 86_400_000;
  life.contributions = [];
  checkAsked(life);
  const askedAgain = meant.askedAgain.map(({ borough }) => borough);
  record(life, [
    {
      type: 'revised',
      at: instant(at),
      actor: system,
      data: { ...facts(life), askedAgain },
      private: { content: 'hash' },
    },
  ]);
  askAll(play, life, at);
}

/** R7. Each place in the new round; who is left out keeps its hold, and takes it along when it is invited again. */
function carryOver(
  play: Play,
  life: Life,
  requests: readonly SignOffRequest[],
  { standing, askedAgain, dropped }: Reconsideration,
): void {
  const left = new Map<string, Hold>(life.leftBehind);
  for (const { borough, hold } of life.requests)
    if (dropped.includes(borough) && hold.status === 'held') left.set(borough, hold);
  if (dropped.length > 0) play.reach('R7 left out');
  if (standing.length > 0) play.reach('R7 approval stands');
  if (
    askedAgain.some(({ borough }) =>
      life.requests.some((each) => each.borough === borough && each.answer?.kind === 'approve'),
    )
  )
    play.reach('R7 asked again');
  life.requests = requests.map((request) => {
    const before = life.requests.find(({ borough }) => borough === request.borough);
    const stands = standing.find(({ borough }) => borough === request.borough);
    const hold = before?.hold ?? left.get(request.borough) ?? request.hold;
    if (left.delete(request.borough)) play.reach('R7 invited again');
    return stands === undefined
      ? { ...request, hold }
      : { ...request, hold, answer: stands.answer, asks: before?.asks ?? [] };
  });
  life.leftBehind = left;
}

/** R7. Everybody is asked, stands or is told; nobody's approval stands for more than it was given for. */
function checkStanding(life: Life, now: Pick<Life, 'content' | 'figures' | 'requests'>, meant: Reconsideration): void {
  const { standing, askedAgain, dropped } = meant;
  const placed = [...standing, ...askedAgain].map(({ borough }) => borough).toSorted();
  const invited = now.requests.map(({ borough }) => borough);
  if (placed.join() !== invited.join()) throw new Violation('R7 somebody is neither asked again nor standing');
  const gone = life.requests.map(({ borough }) => borough).filter((borough) => !invited.includes(borough));
  if (gone.join() !== dropped.join()) throw new Violation('R7 somebody who is no longer invited is not told');
  for (const { borough, answer, hold } of standing) {
    const old = life.requests.find((each) => each.borough === borough);
    const asked = now.requests.find((each) => each.borough === borough)?.asked ?? 0;
    const given = old?.answer === answer && old.revoked === undefined && answer.kind === 'approve';
    const dearer = asked > (answer.upTo ?? 0) || now.figures.total > life.figures.total;
    if (!given || dearer || holdsTooLittle(now, borough, answer.upTo ?? 0, hold)) {
      throw new Violation(`R7 the approval of ${borough} stands, and should not`);
    }
  }
}

function holdsTooLittle(
  { content, figures }: Pick<Life, 'content' | 'figures'>,
  borough: BoroughCode,
  upTo: number,
  hold: Hold,
): boolean {
  const held = new Map(hold.cells.map((cell) => [columnOf(cell), cell.amount]));
  const needed = holdCells(upTo, ownLineCells(content.costs, borough), figures.sharedCells);
  return needed.some((cell) => cell.amount > (held.get(columnOf(cell)) ?? 0));
}
