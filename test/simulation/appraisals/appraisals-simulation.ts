import { isDeepStrictEqual } from 'node:util';
import { type Appraisal, appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { explainAppraisal } from '../../../functions/domain/appraisal/appraisal-explanation.ts';
import { type AppraisalInput, horizonYears } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { Seeded } from '../seeded.ts';
import { type Simulation, Violation } from '../simulation.ts';
import { expectedAppraisal } from './expected.ts';
import { plannedAppraisal } from './generate.ts';
import { countReached, expectAll } from './reached.ts';

/** R14 to R16, R18. Compares every figure of random appraisals with a slow second appraisal, and with its explanation. */
export const appraisalsSimulation: Simulation = {
  name: 'appraisals',
  enough: 2_000,
  expect: expectAll,
  run: async (seed, tally) => {
    const input = inputOf(seed);
    const appraisal = appraise(input);
    const differences = differencesOf(input, appraisal);
    if (differences.length > 0) throw new Violation(`R14 of the appraisal ${seed}: ${differences.join('; ')}`);
    countReached(tally, input, appraisal, horizonYears(input.content));
  },
  explain: async (seed) => {
    const input = inputOf(seed);
    return [JSON.stringify(input), ...differencesOf(input, appraise(input))].join('\n');
  },
};

function inputOf(seed: number): AppraisalInput {
  return plannedAppraisal(new Seeded(seed));
}

function differencesOf(input: AppraisalInput, appraisal: Appraisal): readonly string[] {
  const expected = expectedAppraisal(input, appraisal.irr);
  const members = [...new Set([...Object.keys(appraisal), ...Object.keys(expected)])] as (keyof Appraisal)[];
  const { whole } = explainAppraisal(input, []);
  const explained = [
    [whole.presentValueCosts.total.presentValue, appraisal.presentValueCosts],
    [whole.presentValueBenefits.total.presentValue, appraisal.presentValueBenefits],
    [whole.npsv.total.net, appraisal.npsv],
    [whole.cashable.npv.total.net, appraisal.cashable.npv],
  ];
  return [
    ...members
      .filter((member) => !isDeepStrictEqual(appraisal[member], expected[member]))
      .map((member) => `${member} is ${JSON.stringify(appraisal[member])}, not ${JSON.stringify(expected[member])}`),
    ...explained
      .filter(([shown, figure]) => shown !== figure)
      .map(([shown, figure]) => `${figure} is explained as ${shown}`),
  ];
}
