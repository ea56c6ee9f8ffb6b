import * as z from 'zod/mini';
import { type DecidedBy, decidingRoles } from '../../domain/sign-off/decided-by.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { reads } from './reads.ts';
import {
  boroughCode,
  count,
  hexadecimal,
  localDate,
  partnerKind,
  pence,
  personId,
  proposalId,
  role,
} from './vocabulary.ts';

/** Name and address of a person; destroying the item erases them (R19). */
export const person = z.object({ id: personId, name: z.string(), email: z.string() });

/** Salts of an event's private values, by the value's name; destroying them erases the values (R19). */
export const salts = z.object({
  proposal: proposalId,
  sequence: count,
  values: z.record(z.string(), hexadecimal),
});

const officer = z.object({
  id: z.string(),
  person: personId,
  name: z.string(),
  email: z.string(),
  post: z.optional(z.string()),
  roles: z.array(role),
  limit: z.nullable(pence),
  authority: z.string(),
  absences: z.array(z.object({ from: localDate, to: localDate })),
});

export const borough = reads<Borough>()(
  z.object({
    borough: boroughCode,
    // Every record without a kind is a borough's.
    kind: z._default(partnerKind, 'borough'),
    name: z.string(),
    population: z.nullable(count),
    emailDomains: z.array(z.string()),
    codeAbove: z.nullable(pence),
    officers: z.array(officer),
    deemedApproval: z.nullable(z.object({ authority: z.string(), upTo: pence, from: localDate, to: localDate })),
    keyDecisionAbove: z.nullable(pence),
    callInWorkingDays: count,
    version: count,
  }),
);

/** Who decided, as recorded with an answer (R19). */
export const decidedBy = reads<DecidedBy>()(
  z.object({
    name: z.string(),
    email: z.string(),
    post: z.string(),
    officer: z.string(),
    role: z.enum(decidingRoles),
    authority: z.string(),
    onBehalfOf: z.nullable(z.string()),
    boroughVersion: count,
  }),
);
