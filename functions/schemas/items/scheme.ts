import * as z from 'zod/mini';
import {
  type DecisionRule,
  fixedReviews,
  type Scheme,
  sharesOf,
  silenceRules,
} from '../../domain/vocabulary/scheme.ts';
import { reads } from './reads.ts';
import { count, pence } from './vocabulary.ts';

export const decisionRule = reads<DecisionRule>()(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('coalition'), minimumBoroughs: count }),
    z.object({
      kind: z.literal('share'),
      of: z.enum(sharesOf),
      atLeast: z.tuple([count, count]),
    }),
    z.object({ kind: z.literal('unanimous') }),
  ]),
);

/** A scheme, in its own item or copied into a revision (R6). */
export const scheme = reads<Scheme>()(
  z.object({
    name: z.string(),
    decisionRule,
    silence: z.enum(silenceRules),
    headroom: z.number(),
    responseWorkingDays: count,
    shortestResponse: z.string(),
    reminderWorkingDays: z.array(count),
    maxRevisions: count,
    revisionWorkingDays: count,
    review: z.object({
      required: z.union([z.enum(fixedReviews), z.object({ above: pence })]),
      minimum: count,
      responseWorkingDays: count,
    }),
    // Schemes stored before these rules existed count every approval, close at once, and have no top-up.
    countsFrom: z._default(count, 0),
    graceWorkingDays: z._default(count, 0),
    topUp: z._default(z.nullable(z.object({ atMost: count, workingDays: count })), null),
    confirmWorkingDays: z._default(count, 5),
  }),
);
