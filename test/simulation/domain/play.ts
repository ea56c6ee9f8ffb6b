import { Violation } from '../simulation.ts';
import type { Tally } from '../tally.ts';
import { goOn, review } from './acts/review.ts';
import { open, revise } from './acts/revise.ts';
import { extend, revoke, withdraw } from './acts/revoke.ts';
import { decide, passGate, settle } from './acts/settle.ts';
import { answer } from './acts/sign-off.ts';
import { closeAtDeadline } from './acts/sweep.ts';
import { checkChain, checkFold } from './chain.ts';
import { Ledger } from './ledger.ts';
import { begun, type Life, moment, type Play } from './life.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

/** A history: what there is, and what happens. Plain data, so that it can be told and shortened. */
export interface History {
  readonly world: World;
  readonly steps: readonly Step[];
}

/** Plays a history; throws a `Violation` at the first step after which something does not hold. */
export function play({ world, steps }: History, tally: Tally): void {
  const game: Play = {
    world,
    boroughs: new Map(world.boroughs.map((borough) => [borough.borough, borough])),
    ledger: new Ledger(world.budgets),
    lives: world.proposals.map((plan) => begun(world, plan)),
    addresses: new Map(
      world.boroughs.flatMap(({ officers }) => officers.map(({ person, email }) => [person, email] as const)),
    ),
    reach: (rule) => tally.count('rule', rule),
  };
  for (const step of steps) {
    tally.count('step', step.do);
    tally.count('steps', 'taken');
    if ('proposal' in step) happenTo(game, step);
    else disturb(game, step);
  }
  for (const life of game.lives) {
    if (life.events.length === 0) continue;
    checkFold(life);
    if (world.verifies) checkChain(life);
  }
}

type ProposalStep = Extract<Step, { proposal: number }>;

/** One step of a proposal, and what must hold after it where it changed something. */
function happenTo(game: Play, step: ProposalStep): void {
  const life = game.lives[step.proposal];
  if (life === undefined) throw new Violation(`There is no proposal ${step.proposal}`);
  const { status, requests, leftBehind } = life;
  const moves = game.ledger.moves;
  happen(game, life, step);
  if (life.status !== status) checkFold(life);
  if (life.requests !== requests || life.leftBehind !== leftBehind || game.ledger.moves !== moves)
    checkMoney(game, step);
}

function happen(game: Play, life: Life, step: ProposalStep): void {
  switch (step.do) {
    case 'open':
      open(game, life);
      return;
    case 'answer':
      answer(game, life, step);
      return;
    case 'sweep':
      sweep(game, life, moment(life, step.when));
      return;
    case 'review':
      review(game, life, step);
      return;
    case 'revise':
      revise(game, life, step);
      return;
    case 'revoke':
      revoke(game, life, step.borough);
      return;
    case 'extend':
      extend(game, life, step.by);
      return;
    case 'withdraw':
      withdraw(game, life);
      return;
    case 'settle':
      settle(game, life, step.borough);
      return;
    case 'decide':
      decide(game, life);
      return;
    case 'gate':
      passGate(game, life, step.goesOn);
      return;
  }
}

function sweep(game: Play, life: Life, at: number): void {
  if (life.status === 'sign-off') closeAtDeadline(game, life, at);
  else if (life.status === 'roi-review') goOn(game, life, at);
}

function disturb(game: Play, step: Exclude<Step, ProposalStep>): void {
  if (step.do === 'officers') {
    const borough = game.boroughs.get(step.borough);
    const planned = game.world.boroughs.find((each) => each.borough === step.borough);
    if (borough === undefined || planned === undefined) return;
    game.boroughs.set(step.borough, { ...borough, officers: step.change === 'leave' ? [] : planned.officers });
    return;
  }
  const place = { borough: step.borough, financialYear: step.year, kind: step.kind };
  const { allocated, held, committed } = game.ledger.of(place);
  const next = step.change === 'to-the-penny' ? held + committed : Math.max(0, allocated + step.change);
  const put = game.ledger.allocate(place, next);
  if (put === 'refused') {
    game.reach('R12 allocation refused');
    return;
  }
  if (next < allocated)
    game.reach(next === held + committed ? 'R12 allocation cut to the penny' : 'R12 allocation cut');
}

/** R12. The budgets of whoever the step may have touched are what the holds say. */
function checkMoney({ ledger, lives, world }: Play, step: Step): void {
  const touched = 'borough' in step ? [step.borough] : world.boroughs.map(({ borough }) => borough);
  for (const borough of touched) {
    const holds = lives.flatMap(({ requests, leftBehind }) => {
      const left = leftBehind.get(borough);
      const own = requests.filter((request) => request.borough === borough).map(({ hold }) => hold);
      return left === undefined ? own : [...own, left];
    });
    ledger.checkAgainst(borough, holds);
  }
}
