import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';
import type { TokenClaims, TrustedIssuer } from '../../application/trusted-issuer.ts';
import { Address } from '../../schemas/vocabulary.ts';

const Subject = z.string().check(z.minLength(1), z.maxLength(255));
const Borough = z.optional(z.string());
/** OAuth's text of words with spaces between (RFC 6749 §3.3), or a list of them, as roles come. */
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

export type ReadClaims =
  | { readonly kind: 'read'; readonly claims: TokenClaims }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * What a verified token says of who shows it, in the claims that its issuer's settings name. A claim of another form is refused, and
 * so is an address that the issuer itself calls unverified (OpenID Connect Core §5.1).
 */
export function readClaims({ claims: names }: Pick<TrustedIssuer, 'claims'>, payload: JWTPayload): ReadClaims {
  const subject = Subject.safeParse(payload.sub);
  if (!subject.success) return refused('sub', 'no subject of 1 to 255 characters');
  const borough = Borough.safeParse(names.borough === null ? undefined : payload[names.borough]);
  if (!borough.success) return refused(names.borough, 'no text');
  const scopes = Scopes.safeParse(payload[names.scopes]);
  if (!scopes.success) return refused(names.scopes, 'neither a text nor a list of texts');
  const person = Person.safeParse(payload[names.person]);
  if (!person.success) return refused(names.person, 'no e-mail address');
  if (names.person === 'email' && payload.email_verified === false)
    return refused('email', 'an address that its issuer has not verified');
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
