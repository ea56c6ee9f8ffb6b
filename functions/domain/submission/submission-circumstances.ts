import type { ParameterSet } from '../appraisal/parameter-set.ts';
import type { Borough } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import type { BoroughCode, ProposalContent } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';

/** What a submission is looked at against. */
export interface Circumstances {
  /** When it was submitted. */
  readonly at: Instant;
  /** Those of the boroughs it names that exist. */
  readonly boroughs: ReadonlyMap<BoroughCode, Pick<Borough, 'name' | 'emailDomains'>>;
  /** The scheme it names; undefined: there is none of that name. */
  readonly scheme: Pick<Scheme, 'shortestResponse'> | undefined;
  /** The set it will be appraised with. */
  readonly parameters: Pick<ParameterSet, 'discountRates' | 'confidence'>;
  /** Whether a `respondBy` nearer than 24 hours is taken: locally only. */
  readonly allowShortResponses: boolean;
}

/** The boroughs of the partners; undefined where any of them is at fault, so that nobody is called no partner wrongly. */
export function partnersOf({ partners }: DeepPartial<ProposalContent>): ReadonlySet<BoroughCode> | undefined {
  const codes = partners?.map((partner) => partner?.borough) ?? [undefined];
  return codes.includes(undefined) ? undefined : new Set(codes.filter((code) => code !== undefined));
}
