import { shortest } from '../shortest.ts';
import { Tally } from '../tally.ts';
import { type History, play } from './play.ts';
import { inWords } from './steps.ts';

/** Leaves out what a failing history fails without, and tells the rest in words, one line a step; the last says what broke. */
export async function explain({ world, steps }: History): Promise<string> {
  const left = await shortest(steps, async (some) => breaks({ world, steps: some }));
  const proposals = world.proposals.filter((_, at) =>
    left.steps.some((step) => 'proposal' in step && step.proposal === at),
  );
  return [
    ...world.boroughs.map((borough) => `borough ${JSON.stringify(borough)}`),
    ...proposals.map((proposal) => `proposal ${JSON.stringify(proposal)}`),
    ...left.steps.map((step, at) => `${at + 1}. ${inWords(step)}`),
    left.failure ?? 'It does not fail.',
  ].join('\n');
}

function breaks(history: History): string | undefined {
  try {
    play(history, new Tally());
    return undefined;
  } catch (error) {
    return String(error);
  }
}
