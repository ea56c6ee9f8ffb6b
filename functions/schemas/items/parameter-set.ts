import * as z from 'zod/mini';
import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import { reads } from './reads.ts';
import { financialYear, instant, kind, localDate } from './vocabulary.ts';

const bands = z.array(z.object({ fromYear: z.int(), toYear: z.int(), rate: z.number() }));
const bias = z.object({ upper: z.number(), lower: z.number(), kind });

/** The figures that a revision was appraised with, frozen into it (R14). */
export const parameterSet = reads<ParameterSet>()(
  z.object({
    id: z.string(),
    source: z.string(),
    from: localDate,
    until: z.optional(localDate),
    discountRates: bands,
    longHorizonTest: z.nullable(z.object({ source: z.string(), appliesBeyondYears: z.int(), discountRates: bands })),
    optimismBias: z.object({
      source: z.string(),
      rates: z.object({
        'non-standard-buildings': bias,
        'standard-buildings': bias,
        'non-standard-civil-engineering': bias,
        'standard-civil-engineering': bias,
        'equipment-development': bias,
        outsourcing: bias,
      }),
    }),
    confidence: z.object({
      source: z.string(),
      reductions: z.object({
        1: z.number(),
        2: z.number(),
        3: z.number(),
        4: z.number(),
        5: z.number(),
        6: z.number(),
      }),
    }),
    inflation: z.object({
      annual: z.number(),
      note: z.string(),
      byFinancialYear: z.record(financialYear, z.number()),
    }),
  }),
);

/** A set that an operator added, in an item of its own. */
export const addedParameterSet = z.object({ set: parameterSet, addedAt: instant });
