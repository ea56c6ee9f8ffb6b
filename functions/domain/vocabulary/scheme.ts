/** Which boroughs a rule about shares counts. */
export const sharesOf = ['eligible', 'responding'] as const;
/** What silence means (R4). */
export const silenceRules = ['opt-out', 'deemed-approval'] as const;
/** Reviews that do not depend on the cost. */
export const fixedReviews = ['always', 'never'] as const;

/** The decision rule of a scheme (R3). A ratio is `[numerator, denominator]`. */
export type DecisionRule =
  | { readonly kind: 'coalition'; readonly minimumBoroughs: number }
  | { readonly kind: 'share'; readonly of: (typeof sharesOf)[number]; readonly atLeast: readonly [number, number] }
  | { readonly kind: 'unanimous' };

export interface ReviewPolicy {
  /** `above`: a review is required if the total cost is above that many pence. */
  readonly required: (typeof fixedReviews)[number] | { readonly above: number };
  readonly minimum: number;
  readonly responseWorkingDays: number;
}

/** A named set of rules, copied into each proposal at submission (R6). */
export interface Scheme {
  readonly name: string;
  readonly decisionRule: DecisionRule;
  readonly silence: (typeof silenceRules)[number];
  /** Percent added to the asked share in the prefilled cap (R1). */
  readonly headroom: number;
  readonly responseWorkingDays: number;
  /** ISO 8601 duration, such as `PT24H`. */
  readonly shortestResponse: string;
  readonly reminderWorkingDays: readonly number[];
  readonly maxRevisions: number;
  readonly revisionWorkingDays: number;
  readonly review: ReviewPolicy;
}
