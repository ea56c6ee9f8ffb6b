import type { JWTPayload } from 'jose';
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { JOSEError } from 'jose/errors';
import { decodeJwt } from 'jose/jwt/decode';
import { jwtVerify } from 'jose/jwt/verify';
import { IssuerUnavailable } from '../../application/access/issuer-unavailable.ts';
import { admitToken, type TrustedIssuer } from '../../application/access/trusted-issuer.ts';
import type { Admission, Identities } from '../../application/ports/registers.ts';
import type { Digests } from '../../application/ports/system.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { type KeySetLimits, keySet, keySetLimits } from './key-set.ts';
import { readClaims } from './token-claims.ts';

export interface OidcOptions {
  readonly issuers: readonly TrustedIssuer[];
  readonly digests: Pick<Digests, 'sha256'>;
  readonly limits?: KeySetLimits;
}

/** How far an issuer's clock may differ from ours. */
const leewaySeconds = 30;
/** The oldest token that is accepted. Older ones must be issued again. */
const oldestSeconds = 86_400;
/** The accepted token types (RFC 9068). An issuer's other tokens have other purposes (RFC 8725, section 3.11). */
const types: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

/** Our own words for what jose finds wrong with a token, because jose's words may quote the token. */
const whys: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'The token has expired, or is older than a day.',
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'The token is not valid yet, or lacks one of iss, sub, iat and exp.',
  ERR_JWT_INVALID: 'This is not a JSON Web Token.',
  ERR_JWS_INVALID: 'This is not a JSON Web Token.',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'The signature of the token is not that of its issuer.',
  ERR_JOSE_ALG_NOT_ALLOWED: 'The token is signed by an algorithm that its issuer is not trusted for.',
  ERR_JOSE_NOT_SUPPORTED: 'The token asks for what is not supported here.',
  ERR_JWKS_NO_MATCHING_KEY: 'The issuer has no such key; where it has just got one, try again in half a minute.',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'The token does not say which of its issuer’s keys signed it.',
};

interface Known {
  readonly trusted: TrustedIssuer;
  readonly keys: ReturnType<typeof keySet>;
}

/** Checks tokens by RFC 7519, only for issuers in the settings. Nothing is fetched before `iss` is one of them. */
export class OidcIdentities implements Identities {
  private readonly known: ReadonlyMap<unknown, Known>;
  private readonly digests: Pick<Digests, 'sha256'>;

  constructor({ issuers, digests, limits = keySetLimits }: OidcOptions) {
    this.known = new Map(
      issuers.map((trusted) => [trusted.issuer, { trusted, keys: keySet(trusted.jwks, limits) }] as const),
    );
    this.digests = digests;
  }

  async callerOf(token: string, at: Instant): Promise<Admission> {
    const known = this.issuerOf(token);
    if ('why' in known) return known;
    const verified = await verify(known, token, at);
    if ('why' in verified) return verified;
    const read = readClaims(known.trusted, verified.payload);
    return read.kind === 'refused' ? read : admitToken(this.digests, known.trusted, read.claims);
  }

  private issuerOf(token: string): Known | Refused {
    const unverified = decoded(token);
    if (unverified === undefined) return refused('This is not a JSON Web Token.');
    const { header, payload } = unverified;
    if (header.crit !== undefined)
      return refused('The token has critical extensions (crit), which this service does not support.');
    if (!types.has(typeof header.typ === 'string' ? header.typ.toLowerCase() : header.typ))
      return refused('This kind of token is not accepted. Send an access token.');
    return this.known.get(payload.iss) ?? refused('This service does not trust the issuer of the token.');
  }
}

interface Refused {
  readonly kind: 'refused';
  readonly why: string;
}

async function verify(
  { trusted, keys }: Known,
  token: string,
  at: Instant,
): Promise<{ readonly payload: JWTPayload } | Refused> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: trusted.issuer,
      algorithms: [...trusted.algorithms],
      requiredClaims: ['exp', 'sub'],
      maxTokenAge: oldestSeconds,
      clockTolerance: leewaySeconds,
      currentDate: new Date(at),
    });
    // The token must be for this service alone, which jose does not check. Any service in `aud` could show it to us.
    const [audience, ...others] = [payload.aud].flat();
    return audience === trusted.audience && others.length === 0
      ? { payload }
      : refused('The token is not for this service only. Request a token whose audience is this service.');
  } catch (error) {
    const why = error instanceof JOSEError ? whys[error.code] : undefined;
    if (why === undefined)
      throw new IssuerUnavailable(`The keys of ${trusted.issuer} cannot be read`, { cause: error });
    return refused(why);
  }
}

function decoded(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    return undefined;
  }
}

function refused(why: string): Refused {
  return { kind: 'refused', why };
}
