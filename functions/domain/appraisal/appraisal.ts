import { ceiling } from '../numbers/rational.ts';
import { type NotComputable, noBenefit, noCost, ratio, toPence } from '../numbers/reported-figure.ts';
import { inOneUnit, minus, type YearlySeries } from '../numbers/yearly-series.ts';
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
import { npsvAndBcr, type PresentValues } from './present-values.ts';
import { type Sensitivity, sensitivities } from './sensitivity.ts';

/** The figures of the whole and of each borough alike (R15). Amounts in pence, ratios to four decimals. */
export interface AppraisedFigures {
  readonly presentValueCosts: Pence;
  /** After disbenefits are taken off. */
  readonly presentValueBenefits: Pence;
  /** Net present social value; rounding may make it differ by 1p from the difference of the two above (R14). */
  readonly npsv: Pence;
  /** Benefit-cost ratio: present value of benefits less disbenefits ÷ that of costs. */
  readonly bcr: number | NotComputable;
  /** Cashable benefits alone, against all costs. */
  readonly cashable: {
    readonly npv: Pence;
    readonly return: number | NotComputable;
    readonly payback: Payback;
  };
  /** Benefits of all classes. */
  readonly payback: Payback;
}

/**
 * The appraisal on the record and on the wire (docs/rules.md, HTTP interface). It advises: no figure of it rejects a
 * proposal (R17).
 */
export interface Appraisal extends AppraisedFigures {
  /** Id of the parameter set used. */
  readonly parameters: string;
  readonly baseYear: FinancialYear;
  readonly irr: Irr;
  /** The fraction by which benefits or costs would have to change for an NPSV of 0. */
  readonly switchingValues: { readonly benefits: number | NotComputable; readonly costs: number | NotComputable };
  readonly sensitivity: readonly Sensitivity[];
  /** One per pledge of the proposal, in its order (R18). */
  readonly breakEvenPledges: readonly BreakEvenPledge[];
  readonly droppedBenefits: readonly DroppedBenefit[];
  /** The boroughs that take part. */
  readonly boroughs: readonly BoroughAppraisal[];
}

export interface BoroughAppraisal extends AppraisedFigures {
  readonly borough: BoroughCode;
}

/** How many of the pledged things make the benefits equal the costs, if benefits grow in proportion to them. */
export interface BreakEvenPledge {
  readonly unit: string;
  readonly target: number;
  readonly breakEven: number | NotComputable;
}

/**
 * R14 to R16, R18. What the proposal costs and gains, for the whole and for each borough that takes part, by HM
 * Treasury's Green Book. Each reported figure is the exact rational rounded once, halves away from zero. Pure: the same
 * input gives the same pence. A figure that cannot be computed says why.
 *
 * Throws on input that the caller should have refused: beyond the set's last year (see `horizonYears`), cells that are
 * not a split of the costs, figures beyond 2^53 pence.
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
    irr: internalRateOfReturn(minus(total.benefits, total.costs)),
    switchingValues: {
      benefits: ratio(costs - benefits, benefits, noBenefit),
      costs: ratio(benefits - costs, costs, noCost),
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

/** All figures of one set of flows: of the whole, or of one borough. */
function valued(flows: Flows, bias: BiasFactors, factors: YearlySeries): Valued {
  const unit = inOneUnit([costsWith(bias, flows), lessDisbenefits(flows), flows.benefits.cashable]);
  const [costs, benefits, cashable] = unit.series;
  const per = unit.per * factors.per;
  const values = { costs: presentValue(costs, factors), benefits: presentValue(benefits, factors), per };
  const cashableValue = presentValue(cashable, factors);
  const figures = {
    presentValueCosts: toPence(values.costs, per),
    presentValueBenefits: toPence(values.benefits, per),
    ...npsvAndBcr(values),
    cashable: {
      npv: toPence(cashableValue - values.costs, per),
      return: ratio(cashableValue, values.costs, noCost),
      payback: payback(costs, cashable, factors),
    },
    payback: payback(costs, benefits, factors),
  };
  return { costs, benefits, values, figures };
}

/** ⌈target × PVC ÷ PVB⌉; not a number if benefits are too small beside the costs to say it exactly. */
function breakEven({ unit, target }: Pledge, { costs, benefits }: PresentValues): BreakEvenPledge {
  if (benefits <= 0n) {
    const why = benefits === 0n ? noBenefit : 'disbenefits outweigh benefits';
    return { unit, target, breakEven: { notComputable: why } };
  }
  const needed = Number(ceiling({ numerator: costs * BigInt(target), denominator: benefits }));
  return { unit, target, breakEven: Number.isSafeInteger(needed) ? needed : { notComputable: beyondReach } };
}

const beyondReach = 'more than could ever be pledged';
