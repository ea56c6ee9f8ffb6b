import * as z from 'zod/mini';
import { boroughCode, delivery, lateAnswer } from './vocabulary.ts';

/** Beside which request: a borough's sign-off request, or the request of one of its reviewers. */
const request = { borough: boroughCode, reviewer: z.optional(z.string()) };

/** The first answer to a request that came too late (R5), in an item of its own, so that no change of the proposal overwrites it. */
export const late = z.object({ ...request, late: lateAnswer });

/** What became of a request's mail, in an item of its own for the same reason. */
export const delivered = z.object({ ...request, delivery });
