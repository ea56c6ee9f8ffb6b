import { difference, product, quotient, sign } from '../numbers/figure.ts';
import { rational } from '../numbers/rational.ts';
import { type NotComputable, noBenefit, noCost, ratio, toPence, toWholeNotBelow } from '../numbers/reported-figure.ts';
import { inDoubles, type SeriesInDoubles } from '../numbers/series-in-doubles.ts';
import { minus, type YearlySeries } from '../numbers/yearly-series.ts';
import type { FinancialYear } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Pledge } from '../vocabulary/proposal.ts';
import type { DroppedBenefit } from './appraisal-benefits.ts';
import { costsWith, type Flows, flowsOf, lessDisbenefits } from './appraisal-flows.ts';
import type { AppraisalInput } from './appraisal-input.ts';
import { discountFactorsAndOneMore, presentValue } from './discounting.ts';
import { type Irr, internalRateOfReturn } from './irr.ts';
import { type BiasFactors, biasFactors } from './optimism-bias.ts';
import { type Payback, payback } from './payback.ts';
import { netPresentSocialValue, npsvAndBcr, type PresentValues } from './present-values.ts';
import { type Sensitivity, sensitivities } from './sensitivity.ts';

/** What is told of the whole and of each borough alike (R15). Amounts in pence, ratios to four decimals. */
export interface AppraisedFigures {
  readonly presentValueCosts: Pence;
  /** Less disbenefits. */
  readonly presentValueBenefits: Pence;
  /** Net present social value; may differ by 1p from the difference of the two above (R14). */
  readonly npsv: Pence;
  /** Benefit-cost ratio: present value of benefits less disbenefits ÷ that of costs. */
  readonly bcr: number | NotComputable;
  /** Cashable benefits alone, against all costs. */
  readonly cashable: {
    readonly npv: Pence;
    readonly return: number | NotComputable;
    readonly payback: Payback;
  };
  /** All classes. */
  readonly payback: Payback;
}

/** The appraisal as it stands in the record and on the wire (docs/rules.md, HTTP interface). It advises; no figure of it rejects (R17). */
export interface Appraisal extends AppraisedFigures {
  /** Id of the parameter set it was made with. */
  readonly parameters: string;
  readonly baseYear: FinancialYear;
  readonly irr: Irr;
  /** By what fraction benefits or costs would have to change for an NPSV of 0. */
  readonly switchingValues: { readonly benefits: number | NotComputable; readonly costs: number | NotComputable };
  readonly sensitivity: readonly Sensitivity[];
  /** One a pledge of the proposal, in its order (R18). */
  readonly breakEvenPledges: readonly BreakEvenPledge[];
  readonly droppedBenefits: readonly DroppedBenefit[];
  /** Those who take part. */
  readonly boroughs: readonly BoroughAppraisal[];
}

export interface BoroughAppraisal extends AppraisedFigures {
  readonly borough: BoroughCode;
}

/** How many of the pledged things make the benefits equal the costs, if benefits come in proportion to them. */
export interface BreakEvenPledge {
  readonly unit: string;
  readonly target: number;
  readonly breakEven: number | NotComputable;
}

/**
 * R14 to R16, R18. What the proposal costs and gains, for the whole and for each borough that takes part, by HM Treasury's
 * Green Book. Each reported figure is the exact rational rounded once, halves away from zero. Pure: the same input
 * gives the same pence. What cannot be computed says why.
 *
 * Throws where the input is not what its callers have checked: beyond the set's last year (see `horizonYears`), cells that are
 * no split of the costs, figures beyond 2^53 pence.
 */
export function appraise(input: AppraisalInput): Appraisal {
  const { content, parameters } = input;
  const { baseYear, years, whole, boroughs, dropped } = flowsOf(input);
  const bias = biasFactors(content.optimismBias, parameters.optimismBias, 'stated');
  const factors = discountFactorsAndOneMore(parameters.discountRates, years);
  const total = valued(whole, bias, factors);
  const { costs, benefits } = total.values;
  return {
    parameters: parameters.id,
    baseYear,
    ...total.figures,
    irr: internalRateOfReturn(inDoubles(minus(total.benefits, total.costs))),
    switchingValues: {
      benefits: ratio(difference(costs, benefits), benefits, noBenefit),
      costs: ratio(netPresentSocialValue(total.values), costs, noCost),
    },
    sensitivity: sensitivities(whole, { years, factors }, content.optimismBias, parameters),
    breakEvenPledges: content.pledges.map((pledge) => breakEven(pledge, total.values)),
    droppedBenefits: dropped,
    boroughs: boroughs.map(({ borough, flows }) => ({ borough, ...valued(flows, bias, factors).figures })),
  };
}

interface Valued {
  readonly costs: YearlySeries;
  readonly benefits: YearlySeries;
  readonly values: PresentValues;
  readonly figures: AppraisedFigures;
}

/** All that is told of one and the same flows: of the whole, or of a borough. For `appraise`, and for tests of how figures are decided. */
export function valued(flows: Flows, bias: BiasFactors, factors: SeriesInDoubles): Valued {
  const costs = costsWith(bias, flows);
  const benefits = lessDisbenefits(flows);
  const cashable = presentValue(inDoubles(flows.benefits.cashable), factors);
  const values = {
    costs: presentValue(inDoubles(costs), factors),
    benefits: presentValue(inDoubles(benefits), factors),
  };
  const figures = {
    presentValueCosts: toPence(values.costs),
    presentValueBenefits: toPence(values.benefits),
    ...npsvAndBcr(values),
    cashable: {
      npv: toPence(difference(cashable, values.costs)),
      return: ratio(cashable, values.costs, noCost),
      payback: payback(costs, flows.benefits.cashable, factors),
    },
    payback: payback(costs, benefits, factors),
  };
  return { costs, benefits, values, figures };
}

/** ⌈target × PVC ÷ PVB⌉; no number where benefits are so small beside the costs that it could not be said exactly. */
function breakEven({ unit, target }: Pledge, { costs, benefits }: PresentValues): BreakEvenPledge {
  const benefitSign = sign(benefits);
  if (benefitSign <= 0) {
    const why = benefitSign === 0 ? noBenefit : 'disbenefits outweigh benefits';
    return { unit, target, breakEven: { notComputable: why } };
  }
  const needed = toWholeNotBelow(quotient(product(costs, rational(BigInt(target))), benefits));
  return { unit, target, breakEven: Number.isSafeInteger(needed) ? needed : { notComputable: beyondReach } };
}

const beyondReach = 'more than could ever be pledged';
