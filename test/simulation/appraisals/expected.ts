import type { Appraisal, AppraisedFigures } from '../../../functions/domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { type BoroughCode, benefitClasses } from '../../../functions/domain/vocabulary/proposal.ts';
import {
  type Case,
  type Fraction,
  less,
  nearest,
  over,
  reference,
} from '../../support/builders/reference-appraisal.ts';

type Reference = ReturnType<typeof reference>;
type NotComputable = { readonly notComputable: string };

const noCost = { notComputable: 'no cost' };
const noBenefit = { notComputable: 'no benefit' };
const nothing: Fraction = [0n, 1n];

/**
 * The whole appraisal as the slow second one calculates it, with each figure rounded once from its exact fraction. It cannot
 * calculate the IRR, so it checks the given one.
 */
export function expectedAppraisal(input: AppraisalInput, irr: Appraisal['irr']): Appraisal {
  const { content, weights, contributions, parameters } = input;
  const second = reference(input);
  const all = contributions.map(({ borough }) => borough);
  const { costs, benefits, npsv } = second.presentValues(all);
  const lines = [...content.costs, ...content.benefits];
  return {
    parameters: parameters.id,
    baseYear: lines.map(({ financialYear }) => financialYear).toSorted()[0] ?? '0000-00',
    ...figures(second, all),
    irr: judgedIrr(second.net(all).flows, irr),
    switchingValues: {
      benefits: divided(less(nothing, npsv), benefits, noBenefit),
      costs: divided(npsv, costs, noCost),
    },
    sensitivity: sensitivity(input, second, all),
    breakEvenPledges: content.pledges.map(({ unit, target }) => ({
      unit,
      target,
      breakEven: breakEven(BigInt(target), costs, benefits),
    })),
    droppedBenefits: weights
      .map(({ borough }) => borough)
      .filter((borough) => !all.includes(borough))
      .toSorted()
      .flatMap((borough) => dropped(input, second, borough)),
    boroughs: all.map((borough) => ({ borough, ...figures(second, [borough]) })),
  };
}

function figures(second: Reference, boroughs: readonly BoroughCode[]): AppraisedFigures {
  const { costs, benefits, cashable, npsv } = second.presentValues(boroughs);
  return {
    presentValueCosts: nearest(costs),
    presentValueBenefits: nearest(benefits),
    npsv: nearest(npsv),
    bcr: divided(benefits, costs, noCost),
    cashable: {
      npv: nearest(less(cashable, costs)),
      return: divided(cashable, costs, noCost),
      payback: second.payback(boroughs, 'cashable') as AppraisedFigures['payback'],
    },
    payback: second.payback(boroughs) as AppraisedFigures['payback'],
  };
}

function divided(figure: Fraction, by: Fraction, whyNot: NotComputable): number | NotComputable {
  return by[0] === 0n ? whyNot : nearest(over(figure, by), 4);
}

function sensitivity(
  { content, parameters }: AppraisalInput,
  second: Reference,
  all: readonly BoroughCode[],
): Appraisal['sensitivity'] {
  const { longHorizonTest } = parameters;
  const of = (name: Appraisal['sensitivity'][number]['case'], change: Case) => {
    const { costs, benefits, npsv } = second.presentValues(all, change);
    return { case: name, npsv: nearest(npsv), bcr: divided(benefits, costs, noCost) };
  };
  const late = 'benefits-one-year-late';
  const beyond = { notComputable: 'benefits would fall beyond year 125' };
  // Benefits of the last year without disbenefits.
  const gained = second.gains(all)[125] ?? nothing;
  return [
    ...(content.optimismBias === undefined
      ? []
      : [of('optimism-bias-upper', { bias: 'upper' }), of('optimism-bias-lower', { bias: 'lower' })]),
    of('benefits-10', { gains: [9n, 10n] }),
    of('benefits-25', { gains: [3n, 4n] }),
    gained[0] === 0n ? of(late, { late: true }) : { case: late, npsv: beyond, bcr: beyond },
    ...(longHorizonTest !== null && second.last > longHorizonTest.appliesBeyondYears
      ? [of('long-horizon', { longHorizon: true })]
      : []),
  ];
}

/** The least whole number that reaches target × PVC ÷ PVB. */
function breakEven(target: bigint, costs: Fraction, benefits: Fraction): number | NotComputable {
  if (benefits[0] === 0n) return noBenefit;
  if (benefits[0] < 0n) return { notComputable: 'disbenefits outweigh benefits' };
  const [n, d] = over([target * costs[0], costs[1]], benefits);
  const least = n / d + (n % d === 0n ? 0n : 1n);
  return least > 2n ** 53n - 1n ? { notComputable: 'more than could ever be pledged' } : Number(least);
}

function dropped({ content }: AppraisalInput, second: Reference, borough: BoroughCode): Appraisal['droppedBenefits'] {
  return benefitClasses.flatMap((benefitClass) => {
    const parts = content.benefits.flatMap((line, place) => {
      const amount = line.class === benefitClass ? second.missed(line, borough) : 0n;
      return amount === 0n ? [] : [{ amount, place }];
    });
    if (parts.length === 0) return [];
    const amount = Number(parts.reduce((sum, part) => sum + part.amount, 0n));
    return [{ borough, class: benefitClass, amount, lines: parts.map(({ place }) => place) }];
  });
}

/**
 * Returns the IRR if it is right. It must be given exactly if the flows change sign once, from negative. The flows must then be
 * worth more than nothing half a ten-thousandth below it and less than nothing half a ten-thousandth above it. A rate half-way is
 * rounded away from zero.
 */
function judgedIrr(flows: readonly Fraction[], given: Appraisal['irr']): Appraisal['irr'] {
  const signs = flows.filter(([n]) => n !== 0n).map(([n]) => (n > 0n ? '+' : '-'));
  const turns = signs.join('').replace(/\++/g, '+').replace(/-+/g, '-');
  if (turns !== '-+') return { notUnique: true, signChanges: Math.max(0, turns.length - 1) };
  const near = 'value' in given ? BigInt(Math.round(given.value * 10_000)) : 0n;
  const whole = flows.reduce((common, [, d]) => common * d, 1n);
  const values = flows.map(([n, d]) => n * (whole / d));
  const right = [0n, 1n, -1n, 2n, -2n].map((off) => near + off).find((count) => isNearest(values, count));
  return { value: right === undefined ? Number.NaN : Number(`${right}e-4`) };
}

function isNearest(values: readonly bigint[], count: bigint): boolean {
  if (count < -10_000n) return false;
  const below = count === -10_000n ? 1n : worthAt(values, 2n * count - 1n);
  const above = worthAt(values, 2n * count + 1n);
  return (below > 0n || (below === 0n && count > 0n)) && (above < 0n || (above === 0n && count < 0n));
}

/** Sign of the worth at a rate in halves of a ten-thousandth: Σ value(t) × 20,000^t × (20,000 + halves)^(last − t). */
function worthAt(values: readonly bigint[], halves: bigint): bigint {
  const grown = 20_000n + halves;
  return values.reduce((worth, value, year) => worth * grown + value * 20_000n ** BigInt(year), 0n);
}
