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

/** When a round that lacks only money stays open for more (R5). */
export interface TopUpPolicy {
  /** The most that may be lacking, in percent of the cost of those taking part. */
  readonly atMost: number;
  /** How long it runs after the deadline, or after everybody answered. */
  readonly workingDays: number;
}

/** A named set of rules, copied into each proposal at submission (R6). */
export interface Scheme {
  readonly name: string;
  readonly decisionRule: DecisionRule;
  readonly silence: (typeof silenceRules)[number];
  /** Percent added to the asked share in the suggested limit (R1). */
  readonly headroom: number;
  readonly responseWorkingDays: number;
  /** ISO 8601 duration, such as `PT24H`. */
  readonly shortestResponse: string;
  readonly reminderWorkingDays: readonly number[];
  readonly maxRevisions: number;
  readonly revisionWorkingDays: number;
  readonly review: ReviewPolicy;
  /** Percent of the asked share that an approval must reach to count toward the decision rule (R3). */
  readonly countsFrom: number;
  /** Working days until 17:00 in London before a round closes early as failed; 0: at once (R5). */
  readonly graceWorkingDays: number;
  /** null: no top-up (R5). */
  readonly topUp: TopUpPolicy | null;
  /** Working days in which boroughs confirm against the advice of the review (R17). */
  readonly confirmWorkingDays: number;
}

/** The rules that a scheme may leave out, with what they are then. */
export const schemeDefaults = {
  countsFrom: 50,
  graceWorkingDays: 1,
  topUp: { atMost: 25, workingDays: 2 },
  confirmWorkingDays: 5,
} as const satisfies Partial<Scheme>;
