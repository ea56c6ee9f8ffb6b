import * as z from 'zod/mini';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { boroughCode, count, ending, hexadecimal, instant, personId, proposalId, status } from './vocabulary.ts';

/** Codes or ids in one text, separated by spaces: a list would cost four bytes more for each. */
const words = <Word extends string>() =>
  z.pipe(
    z.string(),
    z.transform((text: string) => (text === '' ? [] : text.split(' ')) as readonly string[] as readonly Word[]),
  );

/** The HEAD item in the table. A null is left out, and `due` is the index's own attribute. */
const item = z.object({
  id: proposalId,
  reference: z.string(),
  status,
  revision: count,
  cycle: count,
  version: count,
  lead: boroughCode,
  partners: words<BoroughCode>(),
  authors: words<PersonId>(),
  recused: words<PersonId>(),
  proposer: personId,
  events: count,
  chainHead: hexadecimal,
  submittedAt: instant,
  opened: z.boolean(),
  closesAt: z.optional(instant),
  dueAt: z.optional(instant),
  ending: z.optional(ending),
  endedAt: z.optional(instant),
  attempts: count,
  stopped: z.optional(status),
});

/** A proposal's head. Joined lists and omitted nulls keep it within 1 KB, one write unit. */
export const head = z.pipe(
  item,
  z.transform(({ dueAt, ...kept }: z.output<typeof item>) => ({
    ...kept,
    closesAt: kept.closesAt ?? null,
    due: dueAt ?? null,
    ending: kept.ending ?? null,
    endedAt: kept.endedAt ?? null,
    stopped: kept.stopped ?? null,
  })),
);
