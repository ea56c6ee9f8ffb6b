import type { ReviewAnswerKind } from '../../../functions/domain/review/review.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Seeded } from '../seeded.ts';
import type { Edit } from './content.ts';
import type { Cap, Step, When } from './steps.ts';
import type { World } from './world.ts';

type Mood = 'willing' | 'exact' | 'mixed' | 'unwilling' | 'absent';

/** What is tried in a world: each proposal's life with what may come between, those of all woven into one another. */
export function plannedSteps(chance: Seeded, world: World): readonly Step[] {
  const scripts = world.proposals.map((_, at) => script(chance, world, at));
  return disturbed(chance, world, woven(chance, scripts));
}

function script(chance: Seeded, world: World, proposal: number): readonly Step[] {
  const mood = chance.weighted<Mood>({ willing: 9, exact: 3, mixed: 4, unwilling: 1, absent: 1 });
  const steps: Step[] = [{ do: 'open', proposal }, ...answers(chance, world, proposal, mood)];
  if (chance.oneIn(8)) {
    steps.push({ do: 'revise', proposal, edit: edit(chance), when: { part: 0.9 } });
    steps.push(...answers(chance, world, proposal, mood));
  }
  if (chance.oneIn(12)) steps.push({ do: 'extend', proposal, by: chance.pick([1, 86_400_000]) });
  if (chance.oneIn(20)) steps.push(...leftOutAndInvitedAgain(chance, world, proposal));
  if (chance.oneIn(14)) steps.push({ do: 'revoke', proposal, borough: chance.pick(codes(world)) });
  steps.push({ do: 'sweep', proposal, when: deadline(chance) });
  if (chance.oneIn(7)) {
    steps.push({ do: 'revise', proposal, edit: edit(chance), when: { part: 0.1 } });
    steps.push(...answers(chance, world, proposal, 'willing'), { do: 'sweep', proposal, when: deadline(chance) });
  }
  if (chance.oneIn(14)) steps.push({ do: 'revoke', proposal, borough: chance.pick(codes(world)) });
  steps.push(...reviews(chance, proposal));
  if (chance.oneIn(20)) steps.push({ do: 'withdraw', proposal });
  return [...steps, ...settlement(chance, world, proposal)];
}

/** R7. Two revisions, of which the second takes in whom the first left out. */
function leftOutAndInvitedAgain(chance: Seeded, world: World, proposal: number): readonly Step[] {
  const revise = (how: Edit['how'], part: number): Step => ({
    do: 'revise',
    proposal,
    edit: { how, by: chance.between(0, 5) },
    when: { part },
  });
  return [revise('drop', 0.2), revise('invite', 0.3), ...answers(chance, world, proposal, 'willing')];
}

function answers(chance: Seeded, world: World, proposal: number, mood: Mood): readonly Step[] {
  const everyone = chance.shuffled(codes(world)).filter(() => mood !== 'absent' || chance.oneIn(6));
  const again = chance.oneIn(8) ? [chance.pick(codes(world))] : [];
  return [...everyone, ...again].map(
    (borough): Step => ({
      do: 'answer',
      proposal,
      borough,
      kind: kinds(chance, mood),
      cap: mood === 'exact' ? chance.weighted({ asked: 5, 'penny-below-asked': 0.4 }) : cap(chance),
      when: chance.oneIn(25) ? deadline(chance) : { part: chance.fraction() },
    }),
  );
}

function kinds(chance: Seeded, mood: Mood) {
  if (mood === 'exact') return 'approve';
  const no = mood === 'willing' ? 0.7 : mood === 'unwilling' ? 12 : 4;
  return chance.weighted({ approve: 20, decline: no, 'request-changes': no, recuse: mood === 'mixed' ? 3 : 1 });
}

function cap(chance: Seeded): Cap {
  if (chance.oneIn(8)) return { percentOfTotal: chance.between(1, 100) };
  const usual = { prefilled: 30, asked: 14, total: 20, 'penny-below-asked': 3, least: 3 };
  return chance.weighted({ ...usual, 'below-own-lines': 1, nothing: 1, 'above-total': 1 });
}

function deadline(chance: Seeded): When {
  return { afterDeadline: chance.pick([-1, 0, 0, 0, 1, 60_000]) };
}

function edit(chance: Seeded): Edit {
  const how = chance.weighted({
    cheaper: 4,
    dearer: 3,
    shift: 2,
    'less-benefit': 2,
    'more-benefit': 1,
    drop: 2,
    invite: 1,
    nothing: 3,
  });
  return { how, by: chance.pick([1, 2, 50, 10_000]) };
}

function reviews(chance: Seeded, proposal: number): readonly Step[] {
  const kind = () =>
    chance.weighted<ReviewAnswerKind>({
      recommend: 8,
      'recommend-with-conditions': 3,
      'not-recommended': 3,
      'request-changes': 1,
    });
  const when = (): When => (chance.oneIn(10) ? deadline(chance) : { part: chance.fraction() });
  return Array.from(
    { length: 4 },
    (_, at): Step =>
      at > 0 && chance.oneIn(3)
        ? { do: 'sweep', proposal, when: { afterDeadline: 0 } }
        : { do: 'review', proposal, reviewer: chance.between(0, 2), kind: kind(), when: when() },
  );
}

/** Each borough's hold, one of them twice, then the decision, also too early; and the gates. */
function settlement(chance: Seeded, world: World, proposal: number): readonly Step[] {
  const settle = (borough: BoroughCode): Step => ({ do: 'settle', proposal, borough });
  const early: readonly Step[] = chance.oneIn(6) ? [{ do: 'decide', proposal }] : [];
  const boroughs = chance.shuffled(codes(world)).map(settle);
  const gates = Array.from({ length: 2 }, (): Step => ({ do: 'gate', proposal, goesOn: !chance.oneIn(4) }));
  const cut = chance.oneIn(6) ? [allocation(chance, world)] : [];
  return [...early, ...boroughs, settle(chance.pick(codes(world))), { do: 'decide', proposal }, ...cut, ...gates];
}

/** The proposals' steps in one order, each proposal's in its own; every now and then two neighbours change places. */
function woven(chance: Seeded, scripts: readonly (readonly Step[])[]): readonly Step[] {
  const rest = scripts.map((steps) => [...steps]);
  const all: Step[] = [];
  while (rest.some((steps) => steps.length > 0)) {
    const next = chance.pick(rest.filter((steps) => steps.length > 0)).shift();
    if (next !== undefined) all.push(next);
  }
  return all;
}

/** What comes between: other allocations, officers who leave and come, two neighbours in the wrong order. */
function disturbed(chance: Seeded, world: World, steps: readonly Step[]): readonly Step[] {
  const all = [...steps];
  const put = (step: Step) => all.splice(chance.between(0, all.length), 0, step);
  for (let left = chance.between(0, 2); left > 0; left -= 1) {
    put(allocation(chance, world));
  }
  if (chance.oneIn(12)) put({ do: 'officers', borough: chance.pick(codes(world)), change: 'leave' });
  if (chance.oneIn(20)) put({ do: 'officers', borough: chance.pick(codes(world)), change: 'come' });
  if (chance.oneIn(6)) {
    const at = chance.between(1, all.length - 1);
    const [before, after] = [all[at - 1], all[at]];
    if (before !== undefined && after !== undefined) all.splice(at - 1, 2, after, before);
  }
  return all;
}

function allocation(chance: Seeded, world: World): Step {
  const { borough, financialYear, kind, allocated } = chance.pick(world.budgets);
  const change = chance.pick(['to-the-penny', chance.between(-allocated, allocated)] as const);
  return { do: 'allocate', borough, year: financialYear, kind, change };
}

function codes({ boroughs }: World): readonly BoroughCode[] {
  return boroughs.map(({ borough }) => borough);
}
