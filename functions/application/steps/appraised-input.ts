import { appraise } from '../../domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../domain/appraisal/appraisal-input.ts';
import { shareCost } from '../../domain/money/apportionment.ts';
import { askedShares } from '../../domain/money/asked-share.ts';
import { withCells } from '../../domain/record/contributions.ts';
import type { Contribution, ProposalState } from '../../domain/record/proposal-state.ts';

export type Recorded = Pick<ProposalState, 'revision' | 'requests' | 'contributions' | 'appraisal'>;

/** R15. The input for appraising those who contribute, with the parameter set that is frozen into the revision. */
export function inputWith(
  { revision, requests }: Pick<Recorded, 'revision' | 'requests'>,
  contributions: readonly Contribution[],
): AppraisalInput {
  const weights = requests.map(({ borough, weight }) => ({ borough, weight }));
  return { content: revision.content, weights, contributions, parameters: revision.parameters };
}

/**
 * R14. The input of the appraisal on record, so that appraising it again gives the same pence: the contributions if
 * there are any, else the shares if all join. If a revocation left nothing to pay, the appraisal is still that of the
 * last contributors (R29), with their shares within their caps.
 */
export function appraisedInput(state: Recorded): AppraisalInput {
  const { revision, requests, contributions } = state;
  if (contributions.length > 0) return inputWith(state, contributions);
  const { costs } = revision.content;
  const joining = inputWith(state, withCells(costs, askedShares(costs, requests)));
  if (requests.every(({ revoked }) => revoked === undefined)) return joining;
  const before = contributedLast(state);
  return before !== undefined && isOf(before, state) ? before : joining;
}

/** The input as if the boroughs in the appraisal had shared the cost within their caps; undefined if they cannot. */
function contributedLast(state: Recorded): AppraisalInput | undefined {
  const { costs } = state.revision.content;
  const listed = new Set(state.appraisal.boroughs.map(({ borough }) => borough));
  const willing = state.requests.flatMap(({ borough, weight, answer }) =>
    listed.has(borough) && typeof answer?.upTo === 'number' ? [{ borough, weight, cap: answer.upTo }] : [],
  );
  if (willing.length === 0) return undefined;
  const shared = shareCost(costs, willing);
  return shared.kind === 'shortfall' ? undefined : inputWith(state, withCells(costs, shared.contributions));
}

function isOf(input: AppraisalInput, { appraisal }: Recorded): boolean {
  const costsOf = ({ boroughs }: typeof appraisal) =>
    boroughs.map(({ borough, presentValueCosts }) => `${borough} ${presentValueCosts}`).join();
  return costsOf(appraise(input)) === costsOf(appraisal);
}
