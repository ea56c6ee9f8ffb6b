import type { BenefitPart } from '../../../domain/appraisal/appraisal-benefits.ts';
import { confidenceFactor } from '../../../domain/appraisal/optimism-bias.ts';
import type { ParameterSet } from '../../../domain/appraisal/parameter-set.ts';
import { toPence } from '../../../domain/numbers/reported-figure.ts';
import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { BenefitCell, BenefitsRow } from '../../../domain/record/report-row.ts';
import { compareFinancialYears } from '../../../domain/vocabulary/financial-year.ts';
import { sumOf } from '../../../domain/vocabulary/money.ts';
import { benefitClasses } from '../../../domain/vocabulary/proposal.ts';
import type { InvitedBorough } from '../../proposals/invited-boroughs.ts';
import type { RowFrame } from './report-row-frame.ts';

/**
 * What each borough that was ever invited gains, by financial year, class and confidence (docs/rules.md, Reports): its
 * own lines and its part of the lines for `all` (R15). Forecasts sum to `forecastBenefits` of its `roi` row. A borough
 * that gains nothing or takes no part has a removed row. No actual figure is known until yearly returns exist (R23).
 */
export function benefitsRows(
  frame: RowFrame,
  { head, revision: { scheme, parameters } }: ProposalState,
  benefits: readonly BenefitPart[],
  invited: readonly InvitedBorough[],
): readonly BenefitsRow[] {
  return invited.map(({ request, current }): BenefitsRow => {
    const own = benefits.filter(({ borough }) => current && borough === request.borough);
    const cells = cellsOf(own, parameters.confidence);
    return {
      ...frame,
      row: 'benefits',
      ending: head.ending,
      removed: cells.length === 0,
      scheme: scheme.name,
      boroughCode: request.borough,
      borough: request.name,
      cells,
    };
  });
}

function cellsOf(parts: readonly BenefitPart[], table: ParameterSet['confidence']): readonly BenefitCell[] {
  const cells = Map.groupBy(parts, ({ line }) => `${line.financialYear} ${line.class} ${line.confidence}`);
  return [...cells.values()].flatMap((group) => cellOf(group, table)).toSorted(inOrder);
}

/** Summed before confidence, and rounded once (R14). */
function cellOf(group: readonly BenefitPart[], table: ParameterSet['confidence']): readonly BenefitCell[] {
  const line = group[0]?.line;
  if (line === undefined) return [];
  const { financialYear, class: benefitClass, confidence } = line;
  const sign = benefitClass === 'disbenefit' ? -1 : 1;
  const forecast = sign * sumOf(group.map(({ amount }) => amount));
  const factor = confidenceFactor(benefitClass, confidence, table);
  const adjusted = toPence(BigInt(forecast) * factor.numerator, factor.denominator);
  return [{ financialYear, class: benefitClass, confidence, forecast, adjusted, actual: null, returnedOn: null }];
}

function inOrder(a: BenefitCell, b: BenefitCell): number {
  return (
    compareFinancialYears(a.financialYear, b.financialYear) ||
    benefitClasses.indexOf(a.class) - benefitClasses.indexOf(b.class) ||
    a.confidence - b.confidence
  );
}
