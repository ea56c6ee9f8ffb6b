import { confirmAnswerKinds } from '../../../functions/domain/confirming/confirm-answer.ts';
import { statuses } from '../../../functions/domain/vocabulary/proposal.ts';
import { Seeded } from '../seeded.ts';
import { shortest } from '../shortest.ts';
import type { Simulation } from '../simulation.ts';
import { Tally } from '../tally.ts';
import { reachableEvents } from './checks/chain.ts';
import { wantingCodes } from './checks/codes.ts';
import { reachableWays } from './checks/watch.ts';
import { finish } from './finish.ts';
import { steps } from './generate.ts';
import { History } from './history.ts';
import { type Setting, setting, withDisbenefits } from './setting.ts';
import type { Step } from './step.ts';
import { Universe } from './universe.ts';
import { inWords } from './words.ts';

/** The setting and the steps of a seed. */
export function historyOf(seed: number): { readonly setting: Setting; readonly steps: readonly Step[] } {
  const chance = new Seeded(seed);
  const begun = setting(chance);
  const boroughs = wantingCodes(seed, begun.boroughs);
  const proposals = withDisbenefits(seed, begun.proposals);
  return { setting: { ...begun, boroughs, proposals }, steps: steps(chance, begun) };
}

/** Runs these steps, and then everything to its end. Throws a `Violation` if a check fails. */
export async function live(begun: Setting, all: readonly Step[], seed: number, tally: Tally): Promise<void> {
  const history = new History(await Universe.begin(begun, tally, seed));
  for (const step of all) {
    tally.count('steps', 'taken');
    await history.take(step);
  }
  await finish(history);
}

/** Histories of the whole system: several proposals of up to five boroughs, with every kind of fault (docs/rules.md, Promises). */
export const systemSimulation: Simulation = {
  name: 'system',
  enough: 10_000,
  expect(tally) {
    tally.expect('event', reachableEvents);
    tally.expect('transition', reachableWays);
    for (const [group, names] of Object.entries(expected)) tally.expect(group, names);
  },
  async run(seed, tally) {
    const { setting: begun, steps: all } = historyOf(seed);
    await live(begun, all, seed, tally);
  },
  async explain(seed) {
    const { setting: begun, steps: all } = historyOf(seed);
    const left = await shortest(all, (some) => live(begun, some, seed, new Tally()).then(() => undefined, String));
    return [...inWords(begun, left.steps), left.failure ?? 'It does not fail.'].join('\n');
  },
};

/** What a run of enough histories must reach, beside events and transitions. */
const expected = {
  status: statuses.filter((status) => status !== 'closed'),
  ended: ['funded', 'not-funded', 'lapsed', 'withdrawn'],
  'R10 key': ['equal', 'population', 'weights', 'benefit'],
  round: ['carried', 'failed', 'changes-requested', 'lapsed', 'withdrawn'],
  review: ['recommend', 'recommend-with-conditions', 'not-recommended', 'request-changes', 'lapsed'],
  'answer came to': [
    ...[
      'recorded',
      'same-again',
      'different',
      'faults',
      'code-asked',
      'no-money',
      'dead',
      'changed',
      'ended',
      'busy',
    ].map((kind) => `sign-off: ${kind}`),
    ...['recorded', 'code-asked', 'different', 'dead', 'changed', 'ended'].map((kind) => `review: ${kind}`),
  ],
  answer: [
    ...['approve', 'decline', 'request-changes', 'recuse'].map((kind) => `sign-off: ${kind}`),
    ...['recommend', 'recommend-with-conditions', 'not-recommended', 'request-changes'].map(
      (kind) => `review: ${kind}`,
    ),
    'late, and kept',
    'replaced',
    'silence deemed approval',
  ],
  'passed on': ['recused', 'not-eligible', 'officer-found', 'deputy-asked', 'deadline'],
  code: [
    ...['needed', 'expired', 'another-answer', 'mailed-already'],
    ...['used', 'wrong', 'locked just now', 'locked', 'no more today'],
  ],
  submission: ['submitted', 'answered again', 'ended, and sent again'],
  'revision came to': ['revised', 'precondition-failed', 'not-revisable', 'no-revision-left', 'too-late'],
  'withdrawal came to': ['withdrawn', 'outcome-fixed', 'ended'],
  'extension came to': ['extended', 'invalid', 'not-in-sign-off'],
  'revocation came to': ['revoked', 'no-approval', 'not-invited', 'outcome-fixed'],
  'call-in came to': ['entered', 'not-invited', 'not-open', 'refused'],
  'confirm answers': confirmAnswerKinds,
  'lifted bar came to': ['lifted', 'not-barred', 'outcome-fixed'],
  funded: ['as first submitted', 'as revised'],
  'resumption came to': ['resumed', 'not-stopped'],
  'budget came to': ['replaced', 'below-held-and-committed'],
  message: [
    'out of order',
    'brought again',
    'tried again',
    'relay lost',
    'mail lost',
    'project lost',
    'relay given up',
    'batch cut in half',
  ],
  fault: [
    ...['commit', 'settle', 'put codes', 'outbox done', 'put row', 'start', 'resume', 'queue', 'send'].flatMap(
      (operation) =>
        ['crash-before', 'crash-after', 'lost-before', 'lost-after'].map((fault) => `${operation}: ${fault}`),
    ),
    ...[
      'commit: conflict',
      'commit: throttle',
      'execution lost',
      'task timed out',
      'task called again',
      'address unreachable',
    ],
    ...['open fails for good', 'settle fails for good'],
  ],
  link: ['sign-off: sign-off', 'sign-off: dead', 'review: review', 'review: dead', 'tracking: tracking'],
  sweep: ['done', 'ended', 'item busy', 'beside others'],
} as const;
