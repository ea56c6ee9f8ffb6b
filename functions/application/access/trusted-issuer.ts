import type { Scope, signingAlgorithms } from '../../domain/record/access.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { Admission } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';

/** An OpenID Connect issuer whose tokens open the interface, and what it may vouch for (docs/rules.md, HTTP interface). */
export interface TrustedIssuer {
  /** Exactly what its tokens say in `iss`. */
  readonly issuer: string;
  /** Address of its JSON Web Key Set. */
  readonly jwks: string;
  /** Exactly what its tokens for us say in `aud`. */
  readonly audience: string;
  readonly algorithms: readonly (typeof signingAlgorithms)[number][];
  /** In which claims it says what. */
  readonly claims: {
    /** Null: in none, because every person it knows is of its one borough. */
    readonly borough: string | null;
    readonly scopes: string;
    readonly person: string;
    /** In which it says that the person's address is really theirs. Null: it lets nobody change their address. */
    readonly verified: string | null;
  };
  readonly grants: {
    readonly boroughs: readonly BoroughCode[] | 'any';
    /** Whether it may vouch for somebody of no single borough, who then sees all. */
    readonly coalition: boolean;
    readonly scopes: readonly Scope[];
    /** Whose addresses it may vouch for: what stands after the `@`, in lower case. */
    readonly domains: readonly string[] | 'any';
  };
}

/** What a token says, once its signature, its times and its audience were found right. */
export interface TokenClaims {
  readonly subject: string;
  /** Undefined: it does not say. */
  readonly borough: string | undefined;
  /** Whatever it lists; other services' scopes may be among them. */
  readonly scopes: readonly string[];
  /** E-mail address of whoever signed in; null: no person did. */
  readonly person: string | null;
}

/** What stands in the claim for the borough where somebody is of no single one. An absent claim never means it. */
export const ofTheWholeCoalition = 'coalition';

/**
 * Who a good token of this issuer is to us. Its scopes are those that it names and its issuer may grant, the rest are left out; without
 * a person it writes no proposals, because R8 asks who wrote them. A borough that its issuer may not vouch for, or none, is refused, and
 * so is an address of another domain: it would be whoever its holder says, not who its holder is.
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
  // Keys have ids of hex digits alone, so that no token is ever taken for one.
  const id = `oidc:${sha256(JSON.stringify([trusted.issuer, subject]))}`;
  return { kind: 'caller', caller: { id, name: person ?? subject, scopes, borough, holder: person } };
}

/** Null: of the whole coalition. Undefined: nothing that this issuer may say. */
function boroughOf({ claims, grants }: TrustedIssuer, said: string | undefined): BoroughCode | null | undefined {
  if (claims.borough === null) {
    const [only, ...others] = grants.boroughs === 'any' ? [] : grants.boroughs;
    return others.length === 0 ? only : undefined;
  }
  if (said === undefined) return undefined;
  if (said === ofTheWholeCoalition) return grants.coalition ? null : undefined;
  return grants.boroughs === 'any' || grants.boroughs.includes(said) ? said : undefined;
}

function isOfIts({ grants }: TrustedIssuer, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return grants.domains === 'any' || grants.domains.includes(domain);
}
