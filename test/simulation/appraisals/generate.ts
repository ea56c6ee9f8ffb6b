import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import { addYears } from '../../../functions/domain/vocabulary/financial-year.ts';
import {
  type BenefitLine,
  benefitClasses,
  type CostLine,
  type OptimismBias,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { contributionsOf, parametersOf } from '../../support/builders/appraisal-inputs.ts';
import { gss } from '../../support/builders/ids.ts';
import type { Seeded } from '../seeded.ts';

const boroughs = [
  gss('E09000001'),
  gss('E09000002'),
  gss('E09000003'),
  gss('E09000004'),
  gss('E09000005'),
  gss('E09000006'),
];
const firstYear: FinancialYear = '2026-27';
const current = parametersOf('green-book-2026-02');

/** The built-in sets, one with inflation by year, one without discounting (so that halves of a penny occur), and a harsh one. */
export const sets: readonly ParameterSet[] = [
  ...builtInParameterSets,
  {
    ...current,
    id: 'inflation-by-year',
    inflation: {
      annual: 0.031,
      note: 'Invented',
      byFinancialYear: { '2025-26': 0.5, '2027-28': -0.007, '2029-30': 0.11 },
    },
  },
  { ...current, id: 'undiscounted', discountRates: [{ fromYear: 1, toYear: 125, rate: 0 }], longHorizonTest: null },
  { ...current, id: 'harsh', discountRates: [{ fromYear: 1, toYear: 125, rate: 0.25 }] },
];

/** The appraisal of a seed: two to five boroughs of which some or none take part, over up to 60 years, occasionally 125. */
export function plannedAppraisal(chance: Seeded): AppraisalInput {
  return chance.oneIn(20) ? evenAppraisal(chance) : anyAppraisal(chance);
}

function anyAppraisal(chance: Seeded): AppraisalInput {
  const partners = chance.some(boroughs, chance.between(2, 5)).toSorted();
  const horizon = {
    none: () => 0,
    short: () => chance.between(1, 8),
    long: () => chance.between(9, 60),
    beyond: () => chance.between(50, 60),
    last: () => 125,
  }[chance.weighted({ none: 8, short: 60, long: 22, beyond: 9, last: 1 })]();
  // Costs first and benefits later, as in most proposals, or a random order.
  const typical = chance.oneIn(2);
  const year = (from: number, to: number) =>
    addYears(firstYear, chance.between(Math.min(from, horizon), Math.min(to, horizon)));
  const costYear = () => (typical ? year(0, 2) : year(0, horizon));
  const benefitYear = () => (chance.oneIn(4) ? year(horizon, horizon) : year(typical ? 1 : 0, horizon));
  const scale = chance.pick(['tiny', 'round', 'any'] as const);
  const amount = () =>
    ({
      tiny: () => chance.between(1, 200),
      round: () => 100_000 * chance.between(1, 500),
      any: () => chance.between(1, 99_999_999_999),
    })[chance.oneIn(5) ? chance.pick(['tiny', 'round', 'any'] as const) : scale]();
  const prices = () => chance.pick(['real', 'nominal'] as const);
  const ownPrices = () => (chance.oneIn(4) ? { prices: prices() } : {});
  const classes = chance.oneIn(8) ? [chance.pick(benefitClasses)] : benefitClasses;
  const costs = many(
    chance.between(1, 6),
    (): CostLine => ({
      financialYear: costYear(),
      kind: chance.pick(['capital', 'revenue']),
      amount: amount(),
      description: 'A cost',
      stage: chance.between(1, 2),
      ...(chance.oneIn(4) ? { borough: chance.pick(partners) } : {}),
      ...ownPrices(),
    }),
  );
  const benefits = many(chance.oneIn(20) ? 0 : chance.between(1, 7), (): BenefitLine => {
    const all = chance.oneIn(2);
    return {
      financialYear: benefitYear(),
      borough: all ? 'all' : chance.pick(partners),
      class: chance.pick(classes),
      amount: amount(),
      confidence: chance.pick([1, 2, 3, 4, 5, 6] as const),
      description: 'A benefit',
      ...(all && chance.oneIn(3) ? { fixed: true } : {}),
      ...ownPrices(),
    };
  });
  const pledges = many(chance.between(0, 2), () => ({
    unit: 'things',
    target: chance.oneIn(3) ? chance.between(1, 1_000_000_000) : chance.between(1, 500),
    by: '2027-09-30' as const,
  }));
  const optimismBias = plannedBias(chance);
  const weights = partners.map((borough) => ({ borough, weight: chance.between(1, 1_000) }));
  const taking = weights.filter(() => !chance.oneIn(3));
  const payers = { all: weights, some: taking, none: [] }[chance.weighted({ all: 50, some: 47, none: 3 })];
  return {
    content: { prices: prices(), costs, benefits, pledges, ...(optimismBias === undefined ? {} : { optimismBias }) },
    weights,
    contributions: payers.length === 0 ? [] : contributionsOf(costs, payers),
    parameters: chance.pick(sets),
  };
}

/**
 * A cost in one year and almost or exactly the same benefit in the next. This gives cumulatives of £0, and rates of return
 * half-way between two ten-thousandths, above and below 0.
 */
function evenAppraisal(chance: Seeded): AppraisalInput {
  const [borough = gss(''), other = gss('')] = chance.some(boroughs, 2).toSorted();
  const weights = [borough, other].map((each) => ({ borough: each, weight: 1 }));
  const times = chance.between(1, 1_000_000);
  const costs: readonly CostLine[] = [
    { financialYear: firstYear, kind: 'revenue', amount: 20_000 * times, description: 'A cost', stage: 1 },
  ];
  const benefits: readonly BenefitLine[] = [
    {
      financialYear: addYears(firstYear, 1),
      borough: 'all',
      class: 'cashable',
      amount: (20_000 + chance.between(-3, 3)) * times,
      confidence: 1,
      description: 'A benefit',
    },
  ];
  return {
    content: { prices: 'real', costs, benefits, pledges: [] },
    weights,
    contributions: contributionsOf(costs, weights),
    parameters: chance.pick(sets),
  };
}

function plannedBias(chance: Seeded): OptimismBias | undefined {
  const thousandths = (most: number) => chance.between(0, most) / 1_000;
  const mitigation = chance.oneIn(4) ? 0 : thousandths(1_000);
  const kind = chance.weighted({ none: 3, rate: 3, capital: 2, revenue: 1 });
  if (kind === 'none') return undefined;
  if (kind === 'rate') return { rate: thousandths(2_000), mitigation };
  if (kind === 'revenue') return { projectType: 'outsourcing', mitigation };
  return { projectType: chance.pick(['equipment-development', 'standard-buildings'] as const), mitigation };
}

function many<T>(count: number, one: () => T): readonly T[] {
  return Array.from({ length: count }, one);
}
