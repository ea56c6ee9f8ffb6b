import * as z from 'zod/mini';
import { roles } from '../../domain/vocabulary/borough.ts';
import {
  benefitClasses,
  type Confidence,
  type Ending,
  type Kind,
  type Prices,
  statuses,
} from '../../domain/vocabulary/proposal.ts';
import { reads } from './reads.ts';

/** Whole pence, also below 0 where the field allows it: limits were checked when it was written. */
export const pence = z.int();
/** A whole number that counts or numbers something. */
export const count = z.int().check(z.nonnegative());
export const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
export const localDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const financialYear = z.string().check(z.regex(/^\d{4}-\d{2}$/));
export const boroughCode = z.string().check(z.minLength(1));
export const hexadecimal = z.string().check(z.regex(/^[0-9a-f]*$/));

export const status = z.enum(statuses);
export const ending = reads<Ending>()(z.enum(['funded', 'not-funded', 'lapsed', 'withdrawn']));
export const kind = reads<Kind>()(z.enum(['capital', 'revenue']));
export const prices = reads<Prices>()(z.enum(['real', 'nominal']));
export const benefitClass = z.enum(benefitClasses);
export const confidence = reads<Confidence>()(z.literal([1, 2, 3, 4, 5, 6]));
export const role = z.enum(roles);
export const delivery = z.enum(['pending', 'delivered', 'unreachable']);
export const lateAnswer = z.object({ kind: z.string(), at: instant, by: z.string() });
