import { confirmAnswerKinds } from '../../../functions/domain/confirming/confirm-answer.ts';
import { reviewAnswerKinds } from '../../../functions/domain/review/review.ts';
import type { Fault } from '../../support/fakes/fake-table.ts';
import type { Seeded } from '../seeded.ts';
import { sweepEvery } from './history.ts';
import type { Conditions } from './process.ts';
import type { Setting } from './setting.ts';
import type { Act, Acting, Delivering, Of, Step } from './step.ts';

const faults = [
  'conflict',
  'throttle',
  'lost-before',
  'lost-after',
  'crash-before',
  'crash-after',
] as const satisfies readonly Exclude<Fault, 'none'>[];

/** How people behave in a history, and whether its writes fail. */
interface Mood {
  /** Every fourth history has no failing writes, so that it gets far. */
  readonly careful: boolean;
  readonly answers: Readonly<Record<Of<'answer'>['how'], number>>;
  /** Approvals, in percent of the asked share. */
  readonly percents: readonly number[];
}

const dispositions: readonly Pick<Mood, 'answers' | 'percents'>[] = [
  { answers: { approve: 94, decline: 2, 'request-changes': 2, recuse: 2 }, percents: [100, 125, 200] },
  { answers: { approve: 94, decline: 2, 'request-changes': 2, recuse: 2 }, percents: [100, 125, 125, 400] },
  { answers: { approve: 70, decline: 12, 'request-changes': 9, recuse: 9 }, percents: [0, 50, 90, 100, 125, 200, 400] },
  { answers: { approve: 70, decline: 0, 'request-changes': 0, recuse: 30 }, percents: [125, 200] },
  { answers: { approve: 40, decline: 10, 'request-changes': 40, recuse: 10 }, percents: [100, 125] },
];

/** A history for this setting: what people do over weeks, and what fails. */
export function steps(chance: Seeded, setting: Setting): readonly Step[] {
  const mood: Mood = { careful: chance.oneIn(4), ...chance.pick(dispositions) };
  const early = setting.proposals.flatMap((_, of) => (of === 0 || chance.oneIn(2) ? [of] : []));
  const all: Step[] = [...early.map((of) => acted({ kind: 'submit', of })), resting(chance, mood)];
  const length = chance.between(2, 7);
  for (let count = 0; count < length; count += 1) {
    const some = several(chance, setting, mood);
    for (const each of some) {
      all.push(each);
      if (chance.fraction() < 0.8) all.push(chance.fraction() < 0.75 ? resting(chance, mood) : deliver(chance, mood));
    }
  }
  return all.map((each) => ({ ...each, chance: chance.between(0, 2 ** 31) }));
}

function several(chance: Seeded, setting: Setting, mood: Mood): readonly Step[] {
  if (chance.oneIn(2)) return campaign(chance, setting, mood);
  if (chance.oneIn(14)) return stoppage(chance, setting, mood);
  if (chance.oneIn(10)) {
    const of = chance.between(0, setting.proposals.length - 1);
    return [...campaign(chance, setting, mood, of), rest, ...punctual(of)];
  }
  if (chance.oneIn(6)) return revised(chance, setting, mood);
  if (chance.oneIn(24)) return barred(chance, setting);
  if (chance.oneIn(16)) return calledIn(chance, setting, mood);
  if (chance.oneIn(16)) return shortOfMoney(chance, setting, mood);
  if (chance.oneIn(20)) return unheard(chance, setting);
  return chance.oneIn(14) ? vacancy(chance, setting) : [step(chance, setting, mood)];
}

/** R7: some boroughs answer, a new revision comes, and those who are asked again answer it. */
function revised(chance: Seeded, setting: Setting, mood: Mood): readonly Step[] {
  const of = chance.between(0, setting.proposals.length - 1);
  const to = chance.between(0, (setting.proposals[of]?.length ?? 1) - 1);
  const first = campaign(chance, setting, mood, of).slice(0, chance.between(1, 3));
  return [...first, acted({ kind: 'revise', of, to, staleTag: false }), rest, ...campaign(chance, setting, mood, of)];
}

/** R8: a revision names the lead's approver as its proposer, and the secretariat lifts the bar. */
function barred(chance: Seeded, { proposals }: Setting): readonly Step[] {
  const of = chance.between(0, proposals.length - 1);
  const to = (proposals[of]?.length ?? 1) - 1;
  const names = [acted({ kind: 'submit', of }), rest, acted({ kind: 'revise', of, to, staleTag: false }), rest];
  return [...names, acted({ kind: 'lift-bar', of }), rest, { chance: 0, kind: 'sweeps', count: 1, conditions: {} }];
}

/** R29: key decisions are called in by the secretariat, and some are released. */
function calledIn(chance: Seeded, setting: Setting, mood: Mood): readonly Step[] {
  const of = chance.between(0, setting.proposals.length - 1);
  const everyone = [...setting.boroughs.keys()];
  const all = (how: Of<'call-in'>['how']) => everyone.map((who) => acted({ kind: 'call-in', of, who, how }));
  const begun = [...campaign(chance, setting, mood, of), rest, ...all('call-in'), rest];
  if (chance.oneIn(2)) return [...begun, ...all('release')];
  // After ten working days the lead may go on without them.
  const later: Step = { chance: 0, kind: 'hours', count: 24 * 17 };
  return [
    ...begun,
    later,
    { chance: 0, kind: 'sweeps', count: 2, conditions: {} },
    ...says(of, everyone, 'go-on-without'),
  ];
}

/** R5, R29: after advice against it some take their approvals back, and the others raise their limits. */
function shortOfMoney(chance: Seeded, setting: Setting, mood: Mood): readonly Step[] {
  const of = chance.between(0, setting.proposals.length - 1);
  const everyone = [...setting.boroughs.keys()];
  const against = acted({
    kind: 'review',
    of,
    how: 'not-recommended',
    link: 'newest',
    staleForm: false,
    awaited: true,
  });
  return [
    ...campaign(chance, setting, { ...mood, careful: true, ...allApprove }, of).slice(0, everyone.length),
    ...[rest, against, against, rest],
    ...says(of, [0], 'go-on'),
    ...says(of, [chance.between(0, everyone.length - 1)], 'take-back'),
    ...[rest, ...punctual(of), rest, { chance: 0, kind: 'sweeps', count: 1, conditions: {} } as const],
    ...says(of, everyone, 'raise'),
  ];
}

const allApprove: Pick<Mood, 'answers' | 'percents'> = {
  answers: { approve: 1, decline: 0, 'request-changes': 0, recuse: 0 },
  percents: [100, 110],
};

/** These boroughs say this in turn by their confirm links. */
function says(of: number, boroughs: readonly number[], how: Of<'confirm'>['how']): readonly Step[] {
  return boroughs.map((who) =>
    acted({ kind: 'confirm', of, who, how, link: 'newest', staleForm: false, awaited: false }),
  );
}

/** R5, R17: a sweep begins at exactly a deadline. */
function punctual(of: number): readonly Step[] {
  return [
    { chance: 0, kind: 'deadline', of, offset: -sweepEvery },
    { chance: 0, kind: 'sweeps', count: 1, conditions: {} },
  ];
}

/** R4: the deadline comes before the emails with the requests are sent. */
function unheard(chance: Seeded, { proposals }: Setting): readonly Step[] {
  const of = chance.between(0, proposals.length - 1);
  return [acted({ kind: 'submit', of }), onTheWay, onTheWay, ...punctual(of)];
}

/** R8: a borough has no officer to ask until the secretariat names one. */
function vacancy(chance: Seeded, { proposals, boroughs }: Setting): readonly Step[] {
  const of = chance.between(0, proposals.length - 1);
  const who = chance.between(0, boroughs.length - 1);
  const to = chance.between(0, (proposals[of]?.length ?? 1) - 1);
  const asks = chance.pick<Act>([
    { kind: 'submit', of },
    { kind: 'revise', of, to, staleTag: false },
  ]);
  const officers = (how: Of<'officers'>['how']) => acted({ kind: 'officers', who, how });
  const named = [officers('restore'), { chance: 0, kind: 'sweeps', count: 2, conditions: {} }] as const;
  const gone = officers(chance.pick(['clear', 'demote', 'absent', 'away-today']));
  // Before anybody is asked, or while the request is under way.
  const asked = chance.oneIn(2) ? [gone, acted(asks)] : [acted(asks), onTheWay, onTheWay, gone];
  return [...asked, rest, ...(chance.oneIn(4) ? [] : named)];
}

/** Delivers only the current messages, not the ones that follow from them. */
const onTheWay: Step = {
  chance: 0,
  kind: 'deliver',
  delivering: { count: 500, shuffled: false, copies: 1, drop: 0, atOnce: false, conditions: {} },
};

/** Something fails repeatedly during several sweeps, until it is repaired. */
function stoppage(chance: Seeded, setting: Setting, mood: Mood): readonly Step[] {
  const of = chance.between(0, setting.proposals.length - 1);
  const kind = chance.pick(['broken-opening', 'broken-settlement'] as const);
  const meanwhile = chance.pick<() => readonly Step[]>([
    () => [acted({ kind: 'submit', of })],
    () => [{ chance: 0, kind: 'lose', of }],
    () => [acted({ kind: 'withdraw', of })],
    () => campaign(chance, setting, mood),
  ]);
  const begin: Step = { chance: 0, kind, lasts: true };
  return [
    begin,
    ...meanwhile(),
    rest,
    { chance: 0, kind: 'sweeps', count: 20, conditions: {} },
    { ...begin, lasts: false },
  ];
}

/** Everybody who was asked to approve answers one after the other, and often the reviewers after them. */
function campaign(
  chance: Seeded,
  setting: Setting,
  mood: Mood,
  of = chance.between(0, setting.proposals.length - 1),
): readonly Step[] {
  const answers = chance.shuffled([...setting.boroughs.keys()]).map((who): Of<'answer'> => {
    const percent = chance.pick(mood.percents);
    const how = chance.weighted(mood.answers);
    return { kind: 'answer', of, who, how, percent, link: 'newest', staleForm: false, awaited: true };
  });
  const second = answers
    .filter(() => chance.oneIn(6))
    .map((act): Act => ({ ...act, awaited: false, replaces: 'newest' }));
  const reviews = Array.from({ length: chance.between(1, 2) }, (): Act => {
    const recommended = chance.fraction() < 0.6 ? 'recommend' : chance.pick(reviewAnswerKinds);
    return { kind: 'review', of, how: recommended, link: 'newest', staleForm: chance.oneIn(8), awaited: true };
  });
  const confirms = Array.from({ length: chance.between(1, 3) }, (): Act => {
    const how = chance.fraction() < 0.5 ? 'go-on' : chance.pick(confirmAnswerKinds);
    const who = chance.between(0, setting.boroughs.length - 1);
    return { kind: 'confirm', of, who, how, link: 'newest', staleForm: false, awaited: true };
  });
  const looks = chance.oneIn(3) ? [acted({ kind: 'scan', of })] : [];
  const taken = (acts: readonly Act[]) =>
    acts.map((act): Step => ({ chance: 0, kind: 'act', acting: { act, conditions: conditions(chance, mood) } }));
  if (chance.oneIn(3)) return [...taken(reviews), resting(chance, mood), ...taken(confirms)];
  return chance.oneIn(2)
    ? taken([...answers, ...second])
    : [...taken([...answers, ...second]), resting(chance, mood), ...looks, ...taken(reviews), rest, ...taken(confirms)];
}

function acted(act: Act): Step {
  return { chance: 0, kind: 'act', acting: { act, conditions: {} } };
}

const rest: Step = { chance: 0, kind: 'rest', conditions: {} };

function resting(chance: Seeded, mood: Mood): Step {
  return chance.oneIn(2) ? { chance: 0, kind: 'rest', conditions: conditions(chance, mood) } : rest;
}

function deliver(chance: Seeded, mood: Mood): Step {
  return { chance: 0, kind: 'deliver', delivering: delivery(chance, mood) };
}

function delivery(chance: Seeded, mood: Mood): Delivering {
  return {
    count: chance.between(1, 12),
    shuffled: chance.oneIn(2),
    copies: chance.pick([1, 1, 2, 3]),
    drop: chance.pick([0, 0, 0, 2, 5]),
    atOnce: chance.oneIn(3),
    conditions: conditions(chance, mood),
  };
}

function step(chance: Seeded, setting: Setting, mood: Mood): Step {
  const of = chance.between(0, setting.proposals.length - 1);
  const who = chance.between(0, setting.boroughs.length - 1);
  const kind = chance.weighted({
    act: 60,
    together: 20,
    hours: 8,
    deadline: 6,
    sweeps: 10,
    lose: 2,
    outage: 2,
    'broken-opening': 1,
    'broken-settlement': 1,
    bounce: 2,
  });
  switch (kind) {
    case 'act':
      return { chance: 0, kind, acting: acting(chance, setting, mood) };
    case 'together': {
      const actings = Array.from({ length: chance.between(2, 4) }, () => acting(chance, setting, mood));
      // Two tabs send the same answer, or different ones, at the same moment.
      const tabs = actings.slice(0, 1).flatMap(({ act }) => (act.kind === 'answer' && chance.oneIn(2) ? [act] : []));
      const again = tabs.map(
        (act): Acting => ({ act: { ...act, how: chance.weighted(mood.answers) }, conditions: {} }),
      );
      const sweeps = chance.oneIn(6) ? twoSweeps : [];
      const delivering = chance.oneIn(2) ? delivery(chance, mood) : null;
      return { chance: 0, kind, actings: [...actings, ...again, ...sweeps], delivering };
    }
    case 'hours':
      return { chance: 0, kind, count: chance.between(1, 60) };
    case 'deadline':
      return { chance: 0, kind, of, offset: chance.pick([-1, 0, 0, 1, 60_000]) };
    case 'sweeps':
      return {
        chance: 0,
        kind,
        count: chance.between(1, 6),
        conditions: conditions(chance, mood, chance.between(0, 4)),
      };
    case 'lose':
      return { chance: 0, kind, of };
    case 'bounce':
      return { chance: 0, kind, who, lasts: chance.oneIn(2) };
    default:
      return { chance: 0, kind, lasts: chance.oneIn(2) };
  }
}

/** The schedule starts a sweep before the previous one has ended. */
const twoSweeps: readonly Acting[] = [1, 2].map(() => ({ act: { kind: 'sweep' }, conditions: {} }));

function acting(chance: Seeded, setting: Setting, mood: Mood): Acting {
  const what = act(chance, setting, mood);
  // A sweep does a lot, and may end anywhere.
  return { act: what, conditions: conditions(chance, mood, what.kind === 'sweep' ? chance.between(0, 8) : 0) };
}

function conditions(chance: Seeded, { careful }: Mood, from = 0): Conditions {
  const skew = chance.oneIn(6) ? { skew: chance.between(-5, 5) } : {};
  if (careful || chance.oneIn(3)) return skew;
  const calls = chance.oneIn(4) ? chance.pick([1, 1, 2, 3]) : 0;
  const givenUp = calls === 0 ? {} : { givenUp: Array.from({ length: calls }, () => chance.between(0, 8)) };
  if (calls > 0 && chance.oneIn(2)) return { ...skew, ...givenUp };
  const count = chance.pick([1, 1, 1, 2]);
  const at = () => from + chance.pick([0, 0, 0, 0, 1, 1, 2, 4]);
  return {
    ...skew,
    ...givenUp,
    faults: Array.from({ length: count }, () => ({ at: at(), fault: chance.pick(faults) })),
  };
}

function act(chance: Seeded, { proposals, boroughs }: Setting, mood: Mood): Act {
  const of = chance.between(0, proposals.length - 1);
  const who = chance.between(0, boroughs.length - 1);
  const link = chance.pick(['newest', 'newest', 'newest', 'oldest'] as const);
  const kind = chance.weighted<Act['kind']>({
    submit: 6,
    answer: 36,
    review: 26,
    confirm: 8,
    revise: 26,
    withdraw: 3,
    extend: 4,
    revoke: 8,
    resume: 2,
    'call-in': 4,
    'lift-bar': 2,
    track: 1,
    officers: 6,
    budget: 4,
    scheme: 1,
    key: 1,
    scan: 4,
    'time-out': 3,
    sweep: 10,
  });
  switch (kind) {
    case 'submit':
    case 'withdraw':
    case 'resume':
    case 'lift-bar':
    case 'track':
    case 'scan':
    case 'time-out':
      return { kind, of };
    case 'answer': {
      const percent = chance.pick(mood.percents);
      return {
        kind,
        of,
        who,
        how: chance.weighted(mood.answers),
        percent,
        link,
        staleForm: chance.oneIn(12),
        awaited: chance.oneIn(2),
        replaces: chance.pick(['none', 'none', 'none', 'newest', 'newest', 'older'] as const),
      };
    }
    case 'review': {
      const answer = chance.pick([...reviewAnswerKinds, 'recommend', 'recommend'] as const);
      return { kind, of, how: answer, link, staleForm: chance.oneIn(5), awaited: chance.oneIn(2) };
    }
    case 'confirm': {
      const how = chance.pick(confirmAnswerKinds);
      return { kind, of, who, how, link, staleForm: chance.oneIn(5), awaited: chance.oneIn(2) };
    }
    case 'revise':
      return { kind, of, to: chance.between(0, (proposals[of]?.length ?? 1) - 1), staleTag: chance.oneIn(6) };
    case 'extend':
      return { kind, of, hours: chance.pick([-24, 1, 48, 300, 5000]) };
    case 'revoke':
      return { kind, of, who, standing: !chance.oneIn(4) };
    case 'call-in':
      return { kind, of, who, how: chance.pick(['call-in', 'call-in', 'release'] as const) };
    case 'officers':
      return {
        kind,
        who,
        how: chance.pick([
          'rotate',
          'remove',
          'clear',
          'demote',
          'absent',
          'away-today',
          'lower',
          'restore',
          'restore',
        ] as const),
      };
    case 'budget':
      return { kind, who, year: chance.between(0, 1), to: chance.pick([0, 500_000, 3_000_000, 30_000_000]) };
    case 'scheme':
    case 'key':
    case 'sweep':
      return { kind };
  }
}
