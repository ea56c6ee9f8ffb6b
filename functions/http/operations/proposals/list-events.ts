import * as z from 'zod/mini';
import { IdPath } from '../../../schemas/wire/paths.ts';
import { PageQuery } from '../../../schemas/wire/queries.ts';
import { Instant } from '../../../schemas/words/vocabulary.ts';
import { readsWhereItTakesPart } from '../access-rules.ts';
import { defineOperation } from '../define-operation.ts';
import { type DescriptionOf, lists, pageOf } from '../describe.ts';

export const operation = defineOperation({
  method: 'GET',
  path: '/v1/proposals/{id}/events',
  handler: 'api/read-proposals',
  parts: IdPath,
  query: PageQuery,
  access: { scope: 'proposals:read', bound: [readsWhereItTakesPart] },
});

export function description() {
  // An event's fields depend on its type. A verifier hashes every field (R19).
  const Event = z.looseObject({
    type: z.string(),
    at: Instant,
    proposal: z.string(),
    sequence: z.number(),
    previous: z.string(),
    hash: z.string(),
  });
  return {
    tag: 'Proposals',
    summary: 'Read the events of a proposal',
    responses: lists('A page of events, oldest first.', { name: 'Events', schema: pageOf(Event) }),
  } as const satisfies DescriptionOf<typeof operation>;
}
