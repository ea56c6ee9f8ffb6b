import * as z from 'zod/mini';
import { step } from './outbox-entry.ts';
import { boroughCode, delivery, lateAnswer } from './vocabulary.ts';

/**
 * The first answer to a request that came too late (R5), in an item of its own, so that no change of the proposal overwrites it.
 * `reviewer`: it is that person's request of the review, not the borough's of the sign-off.
 */
export const late = z.object({ borough: boroughCode, reviewer: z.optional(z.string()), late: lateAnswer });

/** What became of the mail of a request to one person, in an item of its own for the same reason. */
export const delivered = z.object({
  step,
  borough: boroughCode,
  person: z.string(),
  delivery,
});
