import * as z from 'zod/mini';
import { type Borough, type Officer, roles } from '../../domain/vocabulary/borough.ts';
import { partnerKinds } from '../../domain/vocabulary/partner.ts';
import { list, record, textThat, wholeNumber, word } from '../words/expected.ts';
import { line, longest, text } from '../words/text.ts';
import { Address, Amount, AmountOrNothing, LocalDate, MailDomain } from '../words/vocabulary.ts';

/** Both dates included. */
const Absence = record('an absence', { from: LocalDate, to: LocalDate });

const OfficerPut = record('an officer', {
  id: textThat(
    'the name of a post, such as hackney-1',
    (id) => (/^[\w.-]{1,64}$/.test(id) ? [] : ['Expected 1 to 64 letters, digits, hyphens, points and underscores.']),
    { pattern: '^[A-Za-z0-9_.-]{1,64}$', examples: ['hackney-1'] },
  ),
  name: line(longest.name),
  email: Address,
  post: z.optional(line(longest.name)),
  roles: list(word(roles), 1, roles.length, 'roles'),
  limit: z.nullable(Amount),
  authority: line(longest.text),
  absences: z._default(list(Absence, 0, 100, 'absences'), []),
}) satisfies z.ZodMiniType<Omit<Officer, 'person'>>;

/** What every key may read of a borough. */
export const BoroughName = { kind: word(partnerKinds), name: line(longest.name) };

/**
 * Body of PUT of a borough (docs/rules.md, HTTP interface): all of it except its code, which is in the path, and the
 * ids of its people.
 */
export const BoroughPut = record('a borough', {
  kind: z._default(word(partnerKinds), 'borough'),
  name: line(longest.name),
  population: z.nullable(wholeNumber(1, 100_000_000)),
  emailDomains: list(MailDomain, 1, 20, 'domains'),
  codeAbove: z.nullable(AmountOrNothing),
  officers: list(OfficerPut, 0, 20, 'officers'),
  deemedApproval: z.nullable(
    record('a standing authority', { authority: text(longest.text), upTo: Amount, from: LocalDate, to: LocalDate }),
  ),
  keyDecisionAbove: z.nullable(AmountOrNothing),
  callInWorkingDays: wholeNumber(0, 60),
}) satisfies z.ZodMiniType<WireBorough>;

/** A borough on the wire. */
export type WireBorough = Omit<Borough, 'borough' | 'version' | 'officers'> & {
  readonly officers: readonly Omit<Officer, 'person'>[];
};
