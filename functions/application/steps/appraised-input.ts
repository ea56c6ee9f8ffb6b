import { appraise } from '../../domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../domain/appraisal/appraisal-input.ts';
import { shareCost } from '../../domain/money/apportionment.ts';
import { askedShares } from '../../domain/money/asked-share.ts';
import { withCells } from '../../domain/record/contributions.ts';
import type { Contribution, ProposalState } from '../../domain/record/proposal-state.ts';

export type Recorded = Pick<ProposalState, 'revision' | 'requests' | 'contributions' | 'appraisal'>;

/** R15. What an appraisal of those who contribute reads, with the parameter set that is frozen into the revision. */
export function inputWith(
  { revision, requests }: Pick<Recorded, 'revision' | 'requests'>,
  contributions: readonly Contribution[],
): AppraisalInput {
  const weights = requests.map(({ borough, weight }) => ({ borough, weight }));
  return { content: revision.content, weights, contributions, parameters: revision.parameters };
}

/**
 * R14. What the appraisal on record was made of, so that appraising it again gives the same pence: contributions where they stand, else
 * the shares of all joining. After a revocation that left nothing to be paid the appraisal is still of those who contributed last (R29):
 * their shares within the caps that they had agreed to.
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

/** As if those whom the appraisal lists had shared the cost by what they answered; undefined where that makes no contributions. */
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
