import fc from 'fast-check';
import { Tally } from '../tally.ts';
import { type History, play } from './play.ts';
import { inWords } from './steps.ts';

/** Leaves out what a failing history fails without, and tells the rest in words, one line a step; the last says what broke. */
export function explain(history: History): string {
  const { steps, world } = history;
  const masks = fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length });
  const without = (mask: readonly boolean[]): History => ({ world, steps: steps.filter((_, at) => mask[at] === true) });
  const failing = fc.check(
    fc.property(masks, (mask) => play(without(mask), new Tally())),
    { examples: [[steps.map(() => true)]], numRuns: 1, endOnFailure: false },
  );
  const [mask] = failing.counterexample ?? [];
  if (mask === undefined) return 'It does not fail.';
  const left = without(mask);
  const proposals = left.world.proposals.filter((_, at) =>
    left.steps.some((step) => 'proposal' in step && step.proposal === at),
  );
  return [
    ...left.world.boroughs.map((borough) => `borough ${JSON.stringify(borough)}`),
    ...proposals.map((proposal) => `proposal ${JSON.stringify(proposal)}`),
    ...left.steps.map((step, at) => `${at + 1}. ${inWords(step)}`),
    breaks(left),
  ].join('\n');
}

function breaks(history: History): string {
  try {
    play(history, new Tally());
    return 'It does not fail.';
  } catch (error) {
    return String(error);
  }
}
