import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';
import { ofTheWholeCoalition, type TokenClaims, type TrustedIssuer } from '../../application/access/trusted-issuer.ts';
import { Address, BoroughCode } from '../../schemas/words/vocabulary.ts';

const Subject = z.string().check(z.minLength(1), z.maxLength(255));
const Borough = z.optional(z.union([BoroughCode, z.literal(ofTheWholeCoalition)]));
/** OAuth's words with spaces between (RFC 6749, section 3.3), or a list of words, as roles have. */
const Scopes = z.optional(
  z.union([
    z.pipe(
      z.string(),
      z.transform((words: string) => words.split(' ')),
    ),
    z.array(z.string()),
  ]),
);
const Person = z.optional(Address);
/** Issuers send true, a text or, in Entra ID's `xms_edov`, a number. */
const verifications: ReadonlySet<unknown> = new Set([true, 'true', 1, '1']);

export type ReadClaims =
  | { readonly kind: 'read'; readonly claims: TokenClaims }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * What a verified token says of its holder, in the claims that the issuer's settings name. Refuses a claim in another
 * form, and an address that the issuer does not call verified, because people may be able to change it themselves
 * (OpenID Connect Core, section 5.1).
 */
export function readClaims({ claims: names }: Pick<TrustedIssuer, 'claims'>, payload: JWTPayload): ReadClaims {
  const subject = Subject.safeParse(payload.sub);
  if (!subject.success) return refused('sub', 'no subject of 1 to 255 characters');
  const borough = Borough.safeParse(names.borough === null ? undefined : payload[names.borough]);
  if (!borough.success) return refused(names.borough, 'no GSS code of a borough');
  const scopes = Scopes.safeParse(payload[names.scopes]);
  if (!scopes.success) return refused(names.scopes, 'neither a text nor a list of texts');
  const person = Person.safeParse(payload[names.person]);
  if (!person.success) return refused(names.person, 'no email address');
  if (person.data !== undefined && names.verified !== null && !verifications.has(payload[names.verified]))
    return refused(names.person, `an address that its issuer does not call verified by ${names.verified}`);
  return {
    kind: 'read',
    claims: {
      subject: subject.data,
      borough: borough.data,
      scopes: scopes.data ?? [],
      person: person.data ?? null,
    },
  };
}

function refused(claim: string | null, holds: string): ReadClaims {
  return { kind: 'refused', why: `The claim ${claim} of the token holds ${holds}.` };
}
