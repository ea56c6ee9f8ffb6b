import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { TrustedIssuer } from '../../../functions/application/access/trusted-issuer.ts';
import { gss } from '../builders/ids.ts';

type Algorithm = 'RS256' | 'ES256';
interface SigningKey {
  readonly alg: Algorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const oidcAudience = 'api://joint-funding';
let made = 0;

/** The changes that make a token invalid or different. */
export interface Forging {
  readonly alg?: Algorithm;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Changed claims. undefined: left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey;
  /** The moment of issue. Default: now, by the machine's clock. */
  readonly at?: Date;
}

/** Members of the settings' issuer that differ from the default. */
type Trusting = Partial<Omit<TrustedIssuer, 'grants'>> & { readonly grants?: Partial<TrustedIssuer['grants']> };

type Keys = Readonly<Record<Algorithm, SigningKey>>;
/** A signer as plain data, for another process. */
export interface ExportedSigner {
  readonly url: string;
  readonly keys: readonly JWK[];
}

/** Signs tokens for an issuer. */
export class TokenSigner {
  readonly url: string;
  protected keys: Keys;

  constructor(url: string, keys: Keys) {
    this.url = url;
    this.keys = keys;
  }

  static async from({ url, keys }: ExportedSigner): Promise<TokenSigner> {
    const imported = keys.map(async (jwk): Promise<[string, SigningKey]> => {
      const { d, p, q, dp, dq, qi, ...publicJwk } = jwk;
      const { alg, kid = '' } = jwk as { alg: Algorithm; kid?: string };
      return [alg, { alg, kid, privateKey: (await importJWK({ ...jwk, ext: true }, alg)) as CryptoKey, publicJwk }];
    });
    return new TokenSigner(url, Object.fromEntries(await Promise.all(imported)) as Keys);
  }

  async exported(): Promise<ExportedSigner> {
    const jwks = Object.values(this.keys).map(async ({ alg, kid, privateKey }) => ({
      ...(await exportJWK(privateKey)),
      alg,
      kid,
    }));
    return { url: this.url, keys: await Promise.all(jwks) };
  }

  /** A valid token, with changes, of a person from Hackney who may read, write and use reports. */
  async token({ alg = 'RS256', header = {}, claims = {}, key, at = new Date() }: Forging = {}): Promise<string> {
    const now = Math.floor(at.getTime() / 1000);
    const payload = {
      iss: this.url,
      aud: oidcAudience,
      sub: 'officer-1',
      iat: now,
      exp: now + 600,
      borough: gss('E09000012'),
      scope: 'openid proposals:write proposals:read reports:read',
      email: 'officer@hackney.example',
      email_verified: true,
      ...claims,
    };
    const own = this.keys[alg];
    const signed = new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload);
    signed.setProtectedHeader({ alg, kid: own.kid, typ: 'JWT', ...header });
    return signed.sign(key ?? own.privateKey);
  }

  privateKey(alg: Algorithm): CryptoKey {
    return this.keys[alg].privateKey;
  }

  publicJwk(alg: Algorithm): JWK {
    return this.keys[alg].publicJwk;
  }
}

/** An OpenID Connect issuer on this machine, with the parts that a service uses: signed tokens and a key set. */
export class OidcIssuer extends TokenSigner {
  /** How often its keys were read. */
  fetches = 0;
  /** Its response to a request for the keys. null: the keys. */
  answer: RequestListener | null = null;
  /** The published keys. By default its own. */
  published: readonly JWK[] = [];
  private readonly server: Server;

  private constructor(keys: Keys, server: Server) {
    super(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys);
    this.server = server;
    this.publish();
    server.on('request', (request, response) => {
      this.fetches += 1;
      if (this.answer !== null) return this.answer(request, response);
      return response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: this.published }));
    });
  }

  static async start(): Promise<OidcIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OidcIssuer(await newKeys(), server);
  }

  /** The issuer in the format of the settings. */
  trusted(changes: Trusting = {}): TrustedIssuer {
    const { grants, ...rest } = changes;
    return {
      issuer: this.url,
      jwks: `${this.url}/keys`,
      audience: oidcAudience,
      algorithms: ['RS256', 'ES256'],
      claims: { borough: 'borough', scopes: 'scope', person: 'email', verified: 'email_verified' },
      ...rest,
      grants: {
        boroughs: [gss('E09000012'), gss('E09000007')],
        coalition: false,
        scopes: ['proposals:write', 'proposals:read', 'reports:read'],
        domains: ['hackney.example'],
        ...grants,
      },
    };
  }

  /** Replaces its keys. */
  async rotate(): Promise<void> {
    this.keys = await newKeys();
    this.publish();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private publish(): void {
    this.published = Object.values(this.keys).map(({ publicJwk }) => publicJwk);
  }
}

async function newKeys(): Promise<Keys> {
  const make = async (alg: Algorithm): Promise<SigningKey> => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    made += 1;
    const kid = `key-${made}`;
    return { alg, kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
  };
  return { RS256: await make('RS256'), ES256: await make('ES256') };
}
