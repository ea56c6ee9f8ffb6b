import * as z from 'zod/mini';
import { codedAnswers } from '../../domain/codes/one-time-code.ts';
import { linkPurposes, scopes } from '../../domain/record/access.ts';
import { step } from './outbox-entry.ts';
import { boroughCode, count, hexadecimal, instant, localDate, pence, personId, proposalId } from './vocabulary.ts';

/** A link; only the SHA-256 of its token is stored (R25). */
export const link = z.object({
  hash: hexadecimal,
  purpose: z.enum(linkPurposes),
  proposal: proposalId,
  revision: count,
  borough: z.nullable(boroughCode),
  person: personId,
  mintedAt: instant,
});

/** The one-time codes of a request. The codes themselves are never stored (R26). */
export const codesOfRequest = z.object({
  version: count,
  day: localDate,
  wrong: count,
  officers: z.array(
    z.object({
      person: personId,
      mailed: count,
      standing: z.nullable(
        z.object({
          person: personId,
          answer: z.enum(codedAnswers),
          upTo: z.nullable(pence),
          share: pence,
          replaces: z.optional(z.string()),
          number: count,
          at: instant,
        }),
      ),
    }),
  ),
});

/** A key to the HTTP interface; only the SHA-256 of its secret is stored. */
export const key = z.object({
  id: hexadecimal,
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  borough: z.nullable(boroughCode),
  holder: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: instant,
  deletedAt: z.nullable(instant),
});

/** The state machine's handle on an open step. An earlier version wrote no attempt. */
export const taskToken = z.object({
  proposal: proposalId,
  cycle: count,
  step,
  token: z.string(),
  attempt: z._default(z.nullable(z.object({ enteredAt: instant, retry: count })), null),
});

/**
 * The first response to an HTTP request with an Idempotency-Key: the beginning of its text, and how many more items
 * hold the rest.
 */
export const beginningOfReply = z.object({
  hash: hexadecimal,
  body: hexadecimal,
  status: count,
  headers: z.record(z.string(), z.string()),
  reply: z.string(),
  parts: count,
  at: instant,
});

/** One of those items. */
export const partOfReply = z.object({ sk: z.string(), part: z.string() });
