import * as z from 'zod/mini';
import { step } from './outbox-entry.ts';
import { boroughCode, delivery, lateAnswer, personId } from './vocabulary.ts';

/**
 * The first answer that came too late (R5), in an item of its own, so that no change of the proposal overwrites it.
 * With `reviewer` it belongs to that person's review request, not to the borough's sign-off request.
 */
export const late = z.object({ borough: boroughCode, reviewer: z.optional(z.string()), late: lateAnswer });

/** What happened to the email of a request to one person, in its own item for the same reason. */
export const delivered = z.object({
  step,
  borough: boroughCode,
  person: personId,
  delivery,
});
