import * as z from 'zod/mini';
import { scopes } from '../../domain/record/access.ts';
import { list, record, word } from '../words/expected.ts';
import { line, longest } from '../words/text.ts';
import { Address, BoroughCode, Instant } from '../words/vocabulary.ts';

/** What a key opens. */
export const Scope = word(scopes);

/** Body of POST of a key (docs/rules.md, HTTP interface). */
export const KeyPost = record('a key', {
  name: line(longest.name),
  scopes: list(Scope, 1, scopes.length, 'scopes').check(
    z.refine((given) => new Set(given).size === given.length, { error: 'Expected each scope once.' }),
  ),
  borough: z._default(z.nullable(BoroughCode), null),
  holder: z._default(z.nullable(Address), null),
  expiresAt: Instant,
});
