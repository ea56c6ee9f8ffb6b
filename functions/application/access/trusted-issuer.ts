import type { Scope, signingAlgorithms } from '../../domain/record/access.ts';
import { type BoroughCode, isBoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { Admission } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';

/** An OpenID Connect issuer whose tokens give access to the HTTP interface, and what it may vouch for. */
export interface TrustedIssuer {
  /** Exactly the `iss` of its tokens. */
  readonly issuer: string;
  /** Address of its JSON Web Key Set. */
  readonly jwks: string;
  /** Exactly the `aud` of its tokens for this service. */
  readonly audience: string;
  readonly algorithms: readonly (typeof signingAlgorithms)[number][];
  /** Names of the claims that it uses. */
  readonly claims: {
    /** null means that no claim names the borough, because everyone at this issuer belongs to one borough. */
    readonly borough: string | null;
    readonly scopes: string;
    readonly person: string;
    /** The claim that says that the email address is verified; null means that people cannot change theirs. */
    readonly verified: string | null;
  };
  readonly grants: {
    readonly boroughs: readonly BoroughCode[] | 'any';
    /** Whether it may vouch for a person who belongs to no single borough and so sees all. */
    readonly coalition: boolean;
    readonly scopes: readonly Scope[];
    /** The email domains that it may vouch for: the part after the `@`, in lower case. */
    readonly domains: readonly string[] | 'any';
  };
}

/** What a token says, after its signature, times and audience were verified. */
export interface TokenClaims {
  readonly subject: string;
  /** undefined means that the token does not say. */
  readonly borough: string | undefined;
  /** Everything that the token lists, which may include scopes of other services. */
  readonly scopes: readonly string[];
  /** Email address of the person who signed in; null means that a program did. */
  readonly person: string | null;
}

/** The borough claim of a person who belongs to no single borough. An absent claim never means this. */
export const ofTheWholeCoalition = 'coalition';

/**
 * Who the holder of a valid token is here. Scopes that the issuer may not grant are left out. Without a person the
 * caller writes no proposals, because R8 needs to know who wrote them.
 * Refuses a borough that the issuer may not vouch for, a missing borough, and an address in another domain, because the
 * issuer cannot know whose address it is.
 */
export function admitToken(
  { sha256 }: Pick<Digests, 'sha256'>,
  trusted: TrustedIssuer,
  claims: TokenClaims,
): Admission {
  const borough = boroughOf(trusted, claims.borough);
  if (borough === undefined)
    return { kind: 'refused', why: 'The token does not contain a borough that its issuer can vouch for.' };
  const { subject, person } = claims;
  if (person !== null && !isOfIts(trusted, person))
    return { kind: 'refused', why: 'The token contains an email address that its issuer cannot vouch for.' };
  const scopes = trusted.grants.scopes.filter(
    (scope) => claims.scopes.includes(scope) && (person !== null || scope !== 'proposals:write'),
  );
  // API key ids have only hex digits, so a token is never mistaken for a key.
  const id = `oidc:${sha256(JSON.stringify([trusted.issuer, subject]))}`;
  return { kind: 'caller', caller: { id, name: person ?? subject, scopes, borough, holder: person } };
}

/** null means the whole coalition; undefined means that this issuer may not say so. */
function boroughOf({ claims, grants }: TrustedIssuer, said: string | undefined): BoroughCode | null | undefined {
  if (claims.borough === null) {
    const [only, ...others] = grants.boroughs === 'any' ? [] : grants.boroughs;
    return others.length === 0 ? only : undefined;
  }
  if (said === undefined) return undefined;
  if (said === ofTheWholeCoalition) return grants.coalition ? null : undefined;
  if (grants.boroughs === 'any') return isBoroughCode(said) ? said : undefined;
  return grants.boroughs.find((borough) => borough === said);
}

function isOfIts({ grants }: TrustedIssuer, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return grants.domains === 'any' || grants.domains.includes(domain);
}
