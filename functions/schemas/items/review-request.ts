import * as z from 'zod/mini';
import { type ReviewRequest, reviewAnswerKinds, reviewPassingReasons } from '../../domain/review/review.ts';
import { decidedBy } from './people.ts';
import { reads } from './reads.ts';
import { boroughCode, instant, personId } from './vocabulary.ts';

const answer = z.object({
  kind: z.enum(reviewAnswerKinds),
  at: instant,
  by: personId,
  authority: z.string(),
  reasons: z.string(),
  conditions: z.nullable(z.string()),
  link: z.string(),
  record: z.string(),
  decidedBy: z.optional(decidedBy),
});

const item = z.object({
  borough: boroughCode,
  name: z.string(),
  person: personId,
  officer: z.string(),
  askedAt: instant,
  answer: z.nullable(answer),
  amongOthers: z.optional(z.boolean()),
  passedOn: z.nullable(
    z.object({
      at: instant,
      why: z.enum(reviewPassingReasons),
      interest: z.optional(z.string()),
      link: z.optional(z.string()),
      decidedBy: z.optional(decidedBy),
    }),
  ),
  remindedAt: z.array(instant),
});

/** A reviewer's request in its own item. `late` and `delivery` have items of their own and are added on reading. */
export const reviewRequest = reads<ReviewRequest>()(
  z.pipe(
    item,
    z.transform((kept: z.output<typeof item>) => ({
      ...kept,
      late: null as ReviewRequest['late'],
      delivery: 'pending' as ReviewRequest['delivery'],
    })),
  ),
);
