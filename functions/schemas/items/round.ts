import * as z from 'zod/mini';
import { roundCloseKinds } from '../../domain/record/proposal-state.ts';
import { reviewCloseOutcomes } from '../../domain/review/review.ts';
import { cells } from './cells.ts';
import { boroughCode, ending, instant, pence } from './vocabulary.ts';

const texts = z.array(z.string());

/** How the sign-off round of a revision closed. */
export const roundClose = z.object({
  kind: z.enum(roundCloseKinds),
  at: instant,
  reasons: texts,
  withdrawal: z.optional(z.string()),
  extendedTo: z.optional(instant),
  withoutOfficer: z.optional(z.array(boroughCode)),
  firstShared: z.optional(z.array(z.object({ borough: boroughCode, amount: pence }))),
});

/** How the review of a revision closed. */
export const reviewClose = z.object({
  outcome: z.enum(reviewCloseOutcomes),
  at: instant,
  reasons: texts,
  conditions: texts,
});

/** What a borough pays, by cell. */
export const contribution = z.object({ borough: boroughCode, amount: pence, cells });

/** The coalition's record at the end (R19). */
export const decision = z.object({
  decidedAt: instant,
  outcome: ending,
  reasons: texts,
  conditions: texts,
  chainHead: z.string(),
});
