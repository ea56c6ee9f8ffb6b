import { describe, expect, test } from 'vitest';
import { trustedIssuers } from '../../functions/adapters/oidc/trusted-issuers.ts';
import { environmentNames, loadSettings, parseSettings, SettingsError } from '../../infra/settings.ts';
import { gss } from '../support/builders/ids.ts';

const { environment: _name, ...example } = loadSettings('example');

/** The error for the example with one change. */
function complaint(environment: string, change: Record<string, unknown>): string {
  try {
    parseSettings(environment, { ...example, ...change });
    return 'nothing';
  } catch (error) {
    return error instanceof SettingsError ? error.message : String(error);
  }
}

describe('settings of an environment', () => {
  test.each(environmentNames())('those of %s are valid', (environment) => {
    expect(loadSettings(environment).environment).toBe(environment);
  });

  test('an environment without a file is refused, with the names of those that exist', () => {
    expect(() => loadSettings('nowhere')).toThrow(
      'No settings for the environment "nowhere". There are: example, local.',
    );
    expect(() => loadSettings('../environments/local')).toThrow(SettingsError);
  });

  test('an unknown setting is refused by name', () => {
    expect(complaint('example', { protcetData: true })).toContain('protcetData');
  });

  test('every fault is reported with its place', () => {
    const said = complaint('example', {
      account: '12',
      mail: { from: 'nobody', replyTo: 'a@b.example', concurrency: 1 },
    });
    expect(said.split('\n')).toEqual([
      'infra/environments/example.json:',
      expect.stringContaining('account: '),
      expect.stringContaining('mail.from: '),
      expect.stringContaining('mail.concurrency: '),
    ]);
  });

  test.each([
    'account',
    'address',
    'alarmAddress',
    'allowShortResponses',
    'logRetentionDays',
    'mail',
    'oidc',
    'protectData',
    'stages',
  ])('%s is required', (name) => {
    expect(complaint('example', { [name]: undefined })).toContain(`${name}: `);
  });

  test.each([
    ['sweepMinutes', 1, 0],
    ['sweepMinutes', 60, 61],
    ['logRetentionDays', 400, 399],
  ])('%s may be %d but not %d', (name, right, wrong) => {
    expect(complaint('example', { [name]: right })).toBe('nothing');
    expect(complaint('example', { [name]: wrong })).toContain(`${name}: `);
  });

  test.each([
    ['address', { kind: 'front-door', url: 'http://127.0.0.1:8080' }],
    ['allowShortResponses', true],
    ['stages', true],
    ['protectData', false],
  ])("%s as on one's own machine is refused elsewhere", (name, value) => {
    expect(complaint('local', { [name]: value })).toBe('nothing');
    expect(complaint('example', { [name]: value })).toContain('only the local environment');
  });

  test('R13 no environment of the repository allows stages, and only the tests of the local one turn them on', () => {
    expect(environmentNames().map((name) => loadSettings(name).stages)).not.toContain(true);
    expect(loadSettings('local', { stages: true }).stages).toBe(true);
  });

  test('the front door of the local environment uses its port, and stays on this machine', () => {
    expect(loadSettings('local', { port: 9000 }).address).toEqual({ kind: 'front-door', url: 'http://127.0.0.1:9000' });
    expect(complaint('local', { address: { kind: 'front-door', url: 'http://192.168.0.2:8080' } })).toContain(
      'address.url',
    );
  });
});

const issuer = {
  issuer: 'https://login.hackney.example/v2.0',
  jwks: 'https://login.hackney.example/keys',
  audience: 'api://joint-funding',
  algorithms: ['RS256'],
  claims: { borough: null, scopes: 'roles', person: 'email', verified: 'email_verified' },
  grants: { boroughs: [gss('E09000012')], coalition: false, scopes: ['proposals:read'], domains: ['hackney.example'] },
};
const local = { issuer: 'http://127.0.0.1:9100', jwks: 'http://127.0.0.1:9100/keys' };
const oidc = (...issuers: unknown[]) => complaint('example', { oidc: issuers });
/** An issuer whose audience makes the list this long. */
const ofLength = (length: number) => {
  const many = Array.from({ length: 8 }, (_, index) => ({ ...issuer, issuer: `${issuer.issuer}/${index}` }));
  let missing = length - JSON.stringify(many).length;
  return many.map((each) => {
    const more = Math.min(missing, 200 - each.audience.length);
    missing -= more;
    return { ...each, audience: each.audience + 'x'.repeat(more) };
  });
};

describe('issuers of tokens in the settings', () => {
  test('the list is empty by default, and functions read exactly what is written', () => {
    for (const name of environmentNames()) expect(loadSettings(name).oidc).toEqual([]);
    const { oidc: issuers } = parseSettings('example', { ...example, oidc: [issuer] });
    expect(trustedIssuers(JSON.stringify(issuers))).toEqual([issuer]);
  });

  test.each([
    ['an algorithm with a shared secret', { algorithms: ['HS256'] }, 'algorithms'],
    ['no algorithm', { algorithms: [] }, 'algorithms'],
    ['an address that is none', { jwks: 'login' }, 'jwks'],
    ['keys in the open', { jwks: 'http://login.hackney.example/keys' }, 'jwks: expected https'],
    ['itself in the open', { issuer: 'http://login.hackney.example' }, 'issuer: expected https'],
    ['itself on this machine', local, 'only the local environment'],
    ['no audience', { audience: '' }, 'audience'],
    ['a scope that is none', { grants: { ...issuer.grants, scopes: ['all'] } }, 'grants.scopes'],
    ['no scope', { grants: { ...issuer.grants, scopes: [] } }, 'grants.scopes'],
    ['a domain that is none', { grants: { ...issuer.grants, domains: ['name@hackney.example'] } }, 'grants.domains'],
    ['nothing of domains', { grants: { ...issuer.grants, domains: undefined } }, 'grants.domains'],
    ['nothing of verified addresses', { claims: { ...issuer.claims, verified: undefined } }, 'claims.verified'],
    ['a borough that is none', { grants: { ...issuer.grants, boroughs: ['Hackney'] } }, 'grants.boroughs'],
    [
      'several boroughs, and no claim that tells',
      { grants: { ...issuer.grants, boroughs: [gss('E09000012'), gss('E09000007')] } },
      'claims.borough',
    ],
    ['any borough, and no claim that tells', { grants: { ...issuer.grants, boroughs: 'any' } }, 'claims.borough'],
    ['the coalition, and no claim that tells', { grants: { ...issuer.grants, coalition: true } }, 'claims.borough'],
    ['more than anybody knows', { secret: 'x' }, 'secret'],
    ['less than is needed', { claims: undefined }, 'claims'],
  ])('one with %s is refused', (_, change, said) => {
    expect(oidc(issuer)).toBe('nothing');
    expect(oidc({ ...issuer, ...change })).toContain(said);
  });

  test('one stands there once, and all of them fit into a variable of a function', () => {
    expect(oidc(issuer, { ...issuer, audience: 'api://another' })).toContain('is listed twice');
    expect(oidc(...ofLength(3_000))).toBe('nothing');
    expect(oidc(...ofLength(3_001))).toContain('at most 3000 characters');
  });

  test('only the local environment may trust an issuer on this machine, given outside its file', () => {
    const here = { ...issuer, ...local };
    expect(loadSettings('local', { oidc: [here] }).oidc).toEqual([here]);
    expect(() => loadSettings('local', { oidc: [{ ...issuer, jwks: 'http://192.168.0.2/keys' }] })).toThrow('jwks');
    expect(() => loadSettings('example', { oidc: [issuer] })).toThrow('only the local environment');
  });

  test.each(['{', '{}', '[{}]', JSON.stringify([{ ...issuer, algorithms: ['none'] }])])(
    'a function that is given %s does not start, and says which variable is wrong',
    (variable) => {
      expect(() => trustedIssuers(variable)).toThrow('OIDC_ISSUERS');
    },
  );
});
