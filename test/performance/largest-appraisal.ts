import { appraise } from '../../functions/domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../functions/domain/appraisal/appraisal-input.ts';
import {
  type BenefitLine,
  benefitClasses,
  type CostLine,
  type Prices,
} from '../../functions/domain/vocabulary/proposal.ts';
import { benefit, cost, inputOf } from '../support/builders/appraisal-inputs.ts';
import { aBorough, everyBorough } from '../support/builders/boroughs.ts';
import { gss } from '../support/builders/ids.ts';
import type { Case } from './domain-cases.ts';

interface Size {
  readonly boroughs: number;
  readonly costs: number;
  readonly benefits: number;
  readonly years: number;
}

/** The limits of a submission. */
const largest: Size = { boroughs: 33, costs: 200, benefits: 500, years: 125 };
/** A typical proposal. */
const typical: Size = { boroughs: 5, costs: 6, benefits: 7, years: 5 };

const grades = [1, 2, 3, 4, 5, 6] as const;

/** Lines over all years, stages, kinds, classes and grades. One in five costs and one in four benefits belongs to one borough. */
function inputWith(size: Size, pricesOf: (line: number) => Prices): AppraisalInput {
  const boroughs = everyBorough.slice(0, size.boroughs);
  const weights = boroughs.map((borough) => ({ borough, weight: aBorough(borough).population ?? 0 }));
  const named = (line: number) => boroughs[line % boroughs.length] ?? gss('');
  const costs = Array.from({ length: size.costs }, (_, line): CostLine => {
    const own = line % 5 === 4 ? { borough: named(line) } : {};
    const kind = line % 2 === 0 ? 'revenue' : 'capital';
    const more = { kind, stage: 1 + (line % 10), prices: pricesOf(line), ...own } as const;
    return cost(line % size.years, 12_345_678 + 7_919 * line, more);
  });
  const benefits = Array.from({ length: size.benefits }, (_, line): BenefitLine => {
    const own = line % 4 === 1 ? { borough: named(line) } : {};
    const benefitClass = benefitClasses[line % benefitClasses.length] ?? 'cashable';
    const confidence = grades[line % grades.length] ?? 1;
    const more = { class: benefitClass, confidence, prices: pricesOf(line), ...own };
    return benefit(size.years - (line % size.years), 45_678_901 + 104_729 * line, more);
  });
  return inputOf(
    {
      costs,
      benefits,
      pledges: [{ unit: 'homes', target: 500, by: '2027-09-30' }],
      optimismBias: { projectType: 'equipment-development', mitigation: 0.333 },
    },
    { weights },
  );
}

/** The appraisals by name. */
export const inputs = {
  'typical, real prices': inputWith(typical, () => 'real'),
  'largest, real prices': inputWith(largest, () => 'real'),
  'largest, nominal prices': inputWith(largest, () => 'nominal'),
  // The lines of a column then have both kinds of prices, so each column has its own denominator.
  'largest, both prices': inputWith(largest, (line) => (line % 3 === 0 ? 'real' : 'nominal')),
} as const;

/** The comparison for a whole appraisal: the largest proposal and its shares, written to JSON and read. */
export const appraisalYardstick: Case = {
  name: 'JSON there and back, largest',
  call: () => JSON.parse(JSON.stringify(inputs['largest, real prices'])),
};

/** Whole appraisals, with every borough and every sensitivity. */
export const wholeAppraisals: readonly Case[] = Object.entries(inputs).map(([name, input]) => ({
  name,
  call: () => appraise(input),
}));
