import { type BenefitPart, shareBenefits } from '../../../domain/appraisal/appraisal-benefits.ts';
import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import { askedCells } from './contribution-rows.ts';

/**
 * R15. Each borough's benefits as stated, before confidence and discounting: for all invited boroughs until the close,
 * and for the contributors afterwards.
 */
export function forecastBenefits({ revision, requests, appraisal }: ProposalState): readonly BenefitPart[] {
  const cells = askedCells(revision.content.costs, requests);
  const taking = requests.filter(({ borough }) => appraisal.boroughs.some((each) => each.borough === borough));
  return shareBenefits({
    content: revision.content,
    parameters: revision.parameters,
    weights: requests.map(({ borough, weight }) => ({ borough, weight })),
    contributions: taking.map(({ borough, asked }) => ({ borough, amount: asked, cells: cells.get(borough) ?? [] })),
  }).parts;
}
