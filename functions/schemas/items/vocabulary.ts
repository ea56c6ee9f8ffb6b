import * as z from 'zod/mini';
import { deliveries } from '../../domain/sign-off/sign-off-request.ts';
import { type PersonId, roles } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear, Instant, LocalDate } from '../../domain/vocabulary/calendar.ts';
import { partnerKinds } from '../../domain/vocabulary/partner.ts';
import {
  type BoroughCode,
  benefitClasses,
  confidenceGrades,
  endings,
  kinds,
  type ProposalId,
  priceBases,
  statuses,
} from '../../domain/vocabulary/proposal.ts';
import { branded } from '../words/branded.ts';

/** Whole pence, possibly below 0: limits were checked when it was written. */
export const pence = z.int();
/** A whole number that counts or numbers something. */
export const count = z.int().check(z.nonnegative());
export const instant = branded<Instant>(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)));
export const localDate = branded<LocalDate>(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)));
export const financialYear = branded<FinancialYear>(z.string().check(z.regex(/^\d{4}-\d{2}$/)));
/** Its form was checked when it was written. */
export const boroughCode = branded<BoroughCode>(z.string().check(z.minLength(1)));
/** Its form was checked when it was written. */
export const personId = branded<PersonId>(z.string());
/** Its form was checked when it was written. */
export const proposalId = branded<ProposalId>(z.string());
export const hexadecimal = z.string().check(z.regex(/^[0-9a-f]*$/));

export const status = z.enum(statuses);
export const ending = z.enum(endings);
export const kind = z.enum(kinds);
export const partnerKind = z.enum(partnerKinds);
export const prices = z.enum(priceBases);
export const benefitClass = z.enum(benefitClasses);
export const confidence = z.literal(confidenceGrades);
export const role = z.enum(roles);
export const delivery = z.enum(deliveries);
export const lateAnswer = z.object({ kind: z.string(), at: instant, by: personId });
