import type { ParameterSet } from '../appraisal/parameter-set.ts';
import type { Borough } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import type { BoroughCode, ProposalContent } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';

/** What a submission is checked against. */
export interface Circumstances {
  /** When it was submitted. */
  readonly at: Instant;
  /** The boroughs it names that exist. */
  readonly boroughs: ReadonlyMap<BoroughCode, Pick<Borough, 'name' | 'emailDomains'>>;
  /** The scheme it names; undefined if it does not exist. */
  readonly scheme: Pick<Scheme, 'shortestResponse'> | undefined;
  /** The set it will be appraised with. */
  readonly parameters: Pick<ParameterSet, 'discountRates' | 'confidence'>;
  /** Whether `respondBy` may be nearer than 24 hours: only on a local machine. */
  readonly allowShortResponses: boolean;
  /** Whether a proposal may have more than one stage: only where gates are tested, because nothing releases later stages. */
  readonly allowStages: boolean;
}

/**
 * The boroughs of the partners; undefined if any of them is faulty, so that no borough is wrongly said not to be a
 * partner.
 */
export function partnersOf({ partners }: DeepPartial<ProposalContent>): ReadonlySet<BoroughCode> | undefined {
  const codes = partners?.map((partner) => partner?.borough) ?? [undefined];
  return codes.includes(undefined) ? undefined : new Set(codes.filter((code) => code !== undefined));
}
