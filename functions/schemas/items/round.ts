import * as z from 'zod/mini';
import { adviceOutcomes, confirmingOutcomes } from '../../domain/confirming/confirming.ts';
import { roundCloseKinds } from '../../domain/record/proposal-state.ts';
import { reviewCloseOutcomes } from '../../domain/review/review.ts';
import { cells } from './cells.ts';
import { decidedBy } from './people.ts';
import { boroughCode, ending, instant, pence, personId } from './vocabulary.ts';

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

/** Why a carried proposal waits, and what the lead's approver said (R17, R29). */
export const confirming = z.object({
  since: instant,
  advice: z.nullable(z.object({ outcome: z.enum(adviceOutcomes), until: instant })),
  callIns: z.array(z.object({ borough: boroughCode, until: instant })),
  goneOn: z.nullable(z.object({ at: instant, by: personId, reasons: z.string(), decidedBy: z.optional(decidedBy) })),
  topUp: z.nullable(z.object({ since: instant, until: instant, shortfall: pence })),
  close: z.nullable(z.object({ outcome: z.enum(confirmingOutcomes), at: instant, reasons: texts })),
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
