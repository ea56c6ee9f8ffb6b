import { createHmac, createPublicKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { OidcIdentities } from '../../functions/adapters/oidc/identities.ts';
import { keySetLimits } from '../../functions/adapters/oidc/key-set.ts';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import type { TrustedIssuer } from '../../functions/application/access/trusted-issuer.ts';
import type { Caller } from '../../functions/application/ports/registers.ts';
import { instantOf } from '../../functions/domain/vocabulary/calendar.ts';
import { ok } from '../../functions/http/edge/answer.ts';
import { api, on } from '../../functions/http/edge/api.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { allScopes } from '../support/builders/api-keys.ts';
import { examples } from '../support/builders/body-examples.ts';
import { gss } from '../support/builders/ids.ts';
import { type Forging, OidcIssuer, oidcAudience } from '../support/deployed/oidc-issuer.ts';
import { type Received, send } from '../support/gateway.ts';
import { world } from '../support/worlds/world.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const seconds = Math.floor(now.getTime() / 1000);
const [hackney, camden] = [gss('E09000012'), gss('E09000007')];

let issuer: OidcIssuer;
let other: OidcIssuer;
let callers: Caller[];
let logged: unknown[][];
let handler: GatewayHandler;

/** The edge as deployed, with an empty key cache as in a new process. */
function trusting(trusted: readonly TrustedIssuer[], limits = keySetLimits): GatewayHandler {
  const here = world({ now: instantOf(now.getTime()) });
  const run = async ({ caller }: { readonly caller: Caller }) => {
    callers.push(caller);
    return ok({});
  };
  return api([on('listProposals', run), on('submitProposal', run), on('reportRoi', run), on('listKeys', run)], {
    ...here,
    digests: systemDigests,
    identities: new OidcIdentities({ issuers: trusted, digests: systemDigests, limits }),
    log: (...line) => logged.push(line),
  });
}

beforeAll(async () => {
  [issuer, other] = await Promise.all([OidcIssuer.start(), OidcIssuer.start()]);
});
afterAll(() => Promise.all([issuer.stop(), other.stop()]));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  callers = [];
  logged = [];
  handler = trusting([issuer.trusted()]);
  for (const each of [issuer, other]) each.fetches = 0;
});
afterEach(() => {
  vi.useRealTimers();
  issuer.answer = null;
});

const token = (forging: Forging = {}, by = issuer) => by.token({ at: now, ...forging });
const list = (credential: string, more: Readonly<Record<string, string>> = {}): Promise<Received> =>
  send(handler, { path: '/v1/proposals', headers: { authorization: `Bearer ${credential}`, ...more } });
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

async function isRefused(credential: string): Promise<void> {
  const answer = await list(credential);
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
  expect(callers).toEqual([]);
  const [, payload = ''] = credential.split('.');
  expect(payload.length > 10 && JSON.stringify(answer).includes(payload.slice(0, 40))).toBe(false);
}

/** A token made by hand, for what a sound library would refuse to make. */
function handMade(header: unknown, claims: unknown, sign: (signed: string) => string = () => ''): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign(signed)}`;
}

const claims = () => ({
  ...{ iss: issuer.url, aud: oidcAudience, sub: 'officer-1', iat: seconds, exp: seconds + 600 },
  ...{ borough: hackney, scope: allScopes.join(' ') },
  ...{ email: 'officer@hackney.example', email_verified: true },
});

describe('a token of a trusted issuer', () => {
  test.each(['RS256', 'ES256'] as const)('signed by %s opens what it says, and the keys are read once', async (alg) => {
    for (const sub of ['officer-1', 'officer-1', 'officer-2'])
      expect((await list(await token({ alg, claims: { sub } }))).statusCode).toBe(200);
    expect(issuer.fetches).toBe(1);
    const [first, again, another] = callers;
    expect(first).toEqual({
      id: expect.stringMatching(/^oidc:[0-9a-f]{64}$/),
      name: 'officer@hackney.example',
      scopes: ['proposals:write', 'proposals:read', 'reports:read'],
      borough: hackney,
      holder: 'officer@hackney.example',
    });
    expect(again?.id).toBe(first?.id);
    expect(another?.id).not.toBe(first?.id);
  });

  test('may give its scopes as a list, and may have the type of an access token', async () => {
    const roles = await token({ claims: { scope: ['proposals:read'] }, header: { typ: 'at+JWT' } });
    expect((await list(roles)).statusCode).toBe(200);
    expect(callers).toMatchObject([{ scopes: ['proposals:read'] }]);
  });

  test('speaks for the whole coalition only if it says so and its issuer may grant it', async () => {
    await isRefused(await token({ claims: { borough: 'coalition' } }));
    handler = trusting([issuer.trusted({ grants: { coalition: true } })]);
    expect((await list(await token({ claims: { borough: 'coalition' } }))).statusCode).toBe(200);
    expect(callers).toMatchObject([{ borough: null }]);
    callers.length = 0;
    await isRefused(await token({ claims: { borough: undefined } }));
  });

  test('speaks for the one borough of an issuer whose tokens name none', async () => {
    const one = issuer.trusted({
      claims: { borough: null, scopes: 'scope', person: 'email', verified: null },
      grants: { boroughs: [camden] },
    });
    handler = trusting([one]);
    expect((await list(await token({ claims: { borough: hackney } }))).statusCode).toBe(200);
    expect(callers).toMatchObject([{ borough: camden }]);
  });

  test('R8 can write proposals only if it names a person, but can always read', async () => {
    handler = trusting([issuer.trusted({ grants: { boroughs: 'any' } })]);
    const nobody = await token({ claims: { email: undefined, borough: examples.submitProposal.leadBorough } });
    expect((await list(nobody)).statusCode).toBe(200);
    expect(callers).toMatchObject([{ holder: null, scopes: ['proposals:read', 'reports:read'] }]);
    const headers = { authorization: `Bearer ${nobody}` };
    const submitting = { method: 'POST', path: '/v1/proposals', body: examples.submitProposal, headers };
    const refused = await send(handler, submitting);
    expect(refused.statusCode).toBe(403);
    expect(refused.json.detail).toContain('must also name your email address');
    const person = await token({ claims: { borough: examples.submitProposal.leadBorough } });
    const named = { ...submitting, headers: { authorization: `Bearer ${person}` } };
    expect((await send(handler, named)).statusCode).toBe(200);
    expect(callers.at(-1)).toMatchObject({ holder: 'officer@hackney.example' });
  });

  test('gets 403 for a scope that it does not name or that its issuer may not grant', async () => {
    const keys = async (claimed: string) =>
      send(handler, {
        path: '/v1/keys',
        headers: { authorization: `Bearer ${await token({ claims: { scope: claimed } })}` },
      });
    expect((await list(await token({ claims: { scope: 'reports:read' } }))).statusCode).toBe(403);
    expect((await list(await token({ claims: { scope: undefined } }))).statusCode).toBe(403);
    expect((await keys('admin')).statusCode).toBe(403);
    handler = trusting([issuer.trusted({ grants: { scopes: ['reports:read'] } })]);
    expect((await list(await token())).statusCode).toBe(403);
    expect(callers).toEqual([]);
    handler = trusting([issuer.trusted({ grants: { scopes: ['admin'] } })]);
    expect((await keys('admin')).statusCode).toBe(200);
    expect((await keys('proposals:read')).statusCode).toBe(403);
  });

  test.each([
    ['expired half a minute ago', { exp: seconds - 30 }, { exp: seconds - 29 }],
    ['becomes valid in half a minute', { nbf: seconds + 31 }, { nbf: seconds + 30 }],
    ['was issued in the future', { iat: seconds + 31 }, { iat: seconds + 30 }],
    ['was issued a day ago', { iat: seconds - 86_431 }, { iat: seconds - 86_430 }],
  ])('is refused if it %s, and not a second before', async (_, wrong, right) => {
    await isRefused(await token({ claims: wrong }));
    expect((await list(await token({ claims: right }))).statusCode).toBe(200);
  });

  test.each(['iss', 'aud', 'sub', 'iat', 'exp'])('is refused without %s', async (claim) => {
    await isRefused(await token({ claims: { [claim]: undefined } }));
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['another audience', { aud: 'api://another' }],
    ['an audience with the same beginning', { aud: `${oidcAudience}/x` }],
    ['several audiences that include this service', { aud: [oidcAudience, 'api://another'] }],
    ['a borough that its issuer may not grant', { borough: 'E09000019' }],
    ['no borough', { borough: undefined }],
    ['boroughs as a list', { borough: [hackney] }],
    ['a person that is not an email address', { email: 'the officer' }],
    ['a borough by its name', { borough: 'Hackney' }],
    ['an empty borough', { borough: '' }],
    ['an address that its issuer calls unverified', { email_verified: false }],
    ['an address that its issuer does not call verified', { email_verified: undefined }],
    ['an address in another domain', { email: 'officer@hackney.example.org' }],
    ['an address in a subdomain', { email: 'officer@x.hackney.example' }],
    ['scopes that are not texts', { scope: [1] }],
    ['a subject that is too long', { sub: 'x'.repeat(256) }],
    ['an expiry that is a text', { exp: String(seconds + 600) }],
  ])('is refused for %s', async (_, changed) => {
    handler = trusting([issuer.trusted({ grants: { boroughs: changed.borough === 'E09000019' ? [hackney] : 'any' } })]);
    await isRefused(await token({ claims: changed }));
  });

  test.each([
    ['a subject of 255 characters', { sub: 'x'.repeat(255) }],
    ['a list with this service as the only audience', { aud: [oidcAudience] }],
    ['an address that is verified by the text true', { email_verified: 'true' }],
    ['an address in capitals', { email: 'Officer@Hackney.Example' }],
  ])('is accepted with %s', async (_, changed) => {
    expect((await list(await token({ claims: changed }))).statusCode).toBe(200);
  });

  test('R8 proves addresses of any domain, or unverified ones, only if the settings say so', async () => {
    const elsewhere = await token({ claims: { email: 'officer@elsewhere.example', email_verified: undefined } });
    await isRefused(elsewhere);
    const lenient = issuer.trusted({ grants: { domains: 'any' } });
    handler = trusting([lenient]);
    await isRefused(elsewhere);
    handler = trusting([{ ...lenient, claims: { ...lenient.claims, verified: null } }]);
    expect((await list(elsewhere)).statusCode).toBe(200);
    expect(callers).toMatchObject([{ holder: 'officer@elsewhere.example' }]);
  });

  test('is refused without verification if its issuer is not trusted or is written differently', async () => {
    await isRefused(await token({}, other));
    await isRefused(await token({ claims: { iss: `${issuer.url}/` } }));
    await isRefused(await token({ claims: { iss: other.url } }));
    expect([issuer.fetches, other.fetches]).toEqual([0, 0]);
  });

  test('is refused without verification for a wrong form, extensions, another type or an untrusted algorithm', async () => {
    const hmac = (secret: string) => (signed: string) =>
      createHmac('sha256', secret).update(signed).digest('base64url');
    const jwk = issuer.publicJwk('RS256');
    const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;
    const forged = [
      'a.b.c',
      'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.',
      handMade({ alg: 'none' }, claims()),
      handMade({ alg: 'none', kid: jwk.kid, typ: 'JWT' }, claims(), () => 'AAAA'),
      handMade({ alg: 'HS256', kid: jwk.kid }, claims(), hmac(pem)),
      handMade({ alg: 'HS256', kid: jwk.kid }, claims(), hmac(JSON.stringify(jwk))),
      handMade({ alg: 'RS256', kid: jwk.kid }, [claims()], () => 'AAAA'),
      handMade(['RS256'], claims(), () => 'AAAA'),
      handMade({ alg: 'RS256', kid: jwk.kid, crit: ['exp'], exp: 1 }, claims(), () => 'AAAA'),
      handMade({ alg: 'RS256', kid: jwk.kid, b64: false, crit: ['b64'] }, claims(), () => 'AAAA'),
      await token({ header: { typ: 'logout+jwt' } }),
    ];
    for (const each of forged) await isRefused(each);
    handler = trusting([issuer.trusted({ algorithms: ['ES256'] })]);
    await isRefused(await token({ alg: 'RS256' }));
    expect(issuer.fetches).toBe(0);
  });

  test('is refused if any part of it was changed', async () => {
    const [header, , signature] = (await token()).split('.');
    const [, payload] = (await token({ claims: { borough: camden } })).split('.');
    await isRefused(`${header}.${payload}.${signature}`);
  });

  test('is refused if another issuer signed it, even a trusted one', async () => {
    handler = trusting([issuer.trusted(), other.trusted()]);
    for (const alg of ['RS256', 'ES256'] as const) {
      const key = other.privateKey(alg);
      await isRefused(await token({ alg, key }));
      await isRefused(await token({ alg, key, header: { kid: other.publicJwk(alg).kid } }));
      // The token carries the key that signed it. Nothing that a token carries is ever trusted.
      await isRefused(await token({ alg, key, header: { jwk: other.publicJwk(alg), jku: `${other.url}/keys` } }));
    }
    expect((await list(await token({}, other))).statusCode).toBe(200);
  });

  test('is refused if algorithm and key do not match, or the key has another use', async () => {
    await isRefused(await token({ alg: 'ES256', header: { kid: issuer.publicJwk('RS256').kid } }));
    const [own] = [issuer.published];
    try {
      for (const change of [{ use: 'enc' }, { alg: 'RS512' }, { key_ops: ['encrypt'] }]) {
        issuer.published = own.map((jwk) => ({ ...jwk, ...change }));
        handler = trusting([issuer.trusted()]);
        await isRefused(await token());
      }
    } finally {
      issuer.published = own;
    }
  });

  test('must name its key only if its issuer has several of that type', async () => {
    expect((await list(await token({ header: { kid: undefined } }))).statusCode).toBe(200);
    callers.length = 0;
    const own = issuer.published;
    issuer.published = [...own, { ...other.publicJwk('RS256') }];
    handler = trusting([issuer.trusted()]);
    await isRefused(await token({ header: { kid: undefined } }));
    issuer.published = own;
  });

  test('is not a key: it is refused as x-api-key, by HTTP Basic, and beside another credential', async () => {
    const shown = await token();
    const basic = `Basic ${btoa(`excel:${shown}`)}`;
    const statuses = await Promise.all([
      send(handler, { path: '/v1/proposals', headers: { 'x-api-key': shown } }),
      send(handler, { path: '/v1/reports/roi', headers: { authorization: basic } }),
      list(shown, { 'x-api-key': shown }),
    ]);
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect([issuer.fetches, callers]).toEqual([0, []]);
  });

  test('of 8,300 characters is refused without verification, and one of 8,000 is accepted', async () => {
    const padded = async (length: number) => {
      const bare = (await token({ claims: { padding: '' } })).length;
      return token({ claims: { padding: 'x'.repeat(Math.floor((length - bare) * 0.75)) } });
    };
    const [long, longer] = [await padded(8_000), await padded(8_300)];
    expect([Math.round(long.length / 10), Math.round(longer.length / 10)]).toEqual([800, 830]);
    await isRefused(longer);
    expect(issuer.fetches).toBe(0);
    expect((await list(long)).statusCode).toBe(200);
  });
});

describe('the keys of an issuer', () => {
  test('are read at most once for 1,000 tokens with unknown keys, at once or in sequence', async () => {
    const forged = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        token({ alg: 'ES256', key: other.privateKey('ES256'), header: { kid: `unknown-${index}` } }),
      ),
    );
    const answers = await Promise.all(forged.slice(0, 500).map((each) => list(each)));
    for (const each of forged.slice(500)) answers.push(await list(each));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
    expect([issuer.fetches, callers]).toEqual([1, []]);
    expect((await list(await token())).statusCode).toBe(200);
    expect(issuer.fetches).toBe(1);
  });

  test('are found after the cool-down when they are new, and the old ones are then refused', async () => {
    const before = await token();
    expect((await list(before)).statusCode).toBe(200);
    await issuer.rotate();
    callers.length = 0;
    later(keySetLimits.cooldownMilliseconds - 1);
    await isRefused(await token());
    later(1);
    expect((await list(await token())).statusCode).toBe(200);
    callers.length = 0;
    await isRefused(before);
    expect(issuer.fetches).toBe(2);
  });

  test('are cached for ten minutes, and then read again', async () => {
    await list(await token());
    later(keySetLimits.freshMilliseconds - 1);
    await list(await token());
    expect(issuer.fetches).toBe(1);
    later(1);
    await list(await token());
    expect(issuer.fetches).toBe(2);
  });

  test.each<[string, OidcIssuer['answer']]>([
    ['answers 500', (_, response) => response.writeHead(500).end('{"keys":[]}')],
    ['redirects to another address', (_, response) => response.writeHead(302, { location: `${other.url}/keys` }).end()],
    ['answers with a body that is not JSON', (_, response) => response.end('<html>')],
    ['answers with JSON that is not a key set', (_, response) => response.end('{"keys":{}}')],
    ['breaks the connection', (_, response) => response.writeHead(200).destroy()],
    ['never answers', () => undefined],
    ['never stops answering', (_, response) => response.write(`{"keys":[],"x":"${'x'.repeat(300 * 1024)}`)],
  ])('let nobody in if they cannot be read because their address %s', async (_, answer) => {
    issuer.answer = answer;
    handler = trusting([issuer.trusted()], { ...keySetLimits, timeoutMilliseconds: 300 });
    const { statusCode, headers, json } = await list(await token());
    expect(statusCode).toBe(503);
    expect(headers['retry-after']).toBe('30');
    expect(json.detail).toContain('issuer');
    expect(logged).toEqual([['issuer-unavailable', { route: 'GET /v1/proposals', error: expect.any(Error) }]]);
    expect([callers, other.fetches]).toEqual([[], 0]);
  });

  test('may have at most 262,144 bytes', async () => {
    const padded = (length: number) => {
      const bare = JSON.stringify({ keys: issuer.published, padding: '' });
      return `${bare.slice(0, -2)}${'x'.repeat(length - bare.length)}"}`;
    };
    issuer.answer = (_, response) => response.end(padded(262_144));
    expect((await list(await token())).statusCode).toBe(200);
    issuer.answer = (_, response) => response.end(padded(262_145));
    handler = trusting([issuer.trusted()]);
    expect((await list(await token())).statusCode).toBe(503);
  });

  test('are requested once per cool-down while their issuer is down, and work again afterwards', async () => {
    issuer.answer = (_, response) => response.writeHead(503).end();
    const shown = await token();
    const statuses = await Promise.all(Array.from({ length: 50 }, () => list(shown)));
    for (let again = 0; again < 50; again += 1) statuses.push(await list(shown));
    expect(new Set(statuses.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
    expect(issuer.fetches).toBe(1);
    issuer.answer = null;
    later(keySetLimits.cooldownMilliseconds - 1);
    expect((await list(shown)).statusCode).toBe(503);
    later(1);
    expect((await list(shown)).statusCode).toBe(200);
    expect(issuer.fetches).toBe(2);
  });

  test('do not affect API keys or other issuers while their issuer is down', async () => {
    handler = trusting([issuer.trusted(), other.trusted()]);
    issuer.answer = (_, response) => response.writeHead(503).end();
    expect((await list(await token())).statusCode).toBe(503);
    expect((await list(await token({}, other))).statusCode).toBe(200);
  });
});
