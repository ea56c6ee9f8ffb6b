import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { scopes, signingAlgorithms } from '../functions/domain/record/access.ts';

const folder = join(import.meta.dirname, 'environments');
const wholeNumber = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const address = z.email();
const gss = z.string().check(z.regex(/^[EWSN]\d{8}$/, { error: 'expected the GSS code of a borough' }));
const domain = z.hostname().check(z.toLowerCase());
const claim = z.string().check(z.regex(/^[\w:/.-]{1,100}$/, { error: 'expected the name of a claim' }));

/** An OpenID Connect issuer that is trusted, and what it may vouch for (functions/adapters/oidc/README.md says what each means). */
const Issuer = z.strictObject({
  /** Exactly as its tokens say it in `iss`. */
  issuer: z.url({ protocol: /^https?$/ }),
  /** Where its keys are; never followed elsewhere. */
  jwks: z.url({ protocol: /^https?$/ }),
  /** Exactly what its tokens for this service say in `aud`. */
  audience: z.string().check(z.minLength(1), z.maxLength(200)),
  algorithms: z.array(z.enum(signingAlgorithms)).check(z.minLength(1)),
  claims: z.strictObject({
    /** Null: in none, because everybody it knows is of its one borough. */
    borough: z.nullable(claim),
    scopes: claim,
    person: claim,
    /** Whether the person's address is really theirs, such as email_verified. Null: it lets nobody change their address. */
    verified: z.nullable(claim),
  }),
  grants: z.strictObject({
    boroughs: z.union([z.literal('any'), z.array(gss).check(z.maxLength(33))]),
    /** Whether it may let somebody see all boroughs, by the word "coalition" in the claim. */
    coalition: z.boolean(),
    /** `admin` only where it stands here. */
    scopes: z.array(z.enum(scopes)).check(z.minLength(1)),
    /** What may stand after the @ of an address that it vouches for. */
    domains: z.union([z.literal('any'), z.array(domain).check(z.maxLength(100))]),
  }),
});
/** A function has 4 KB for all its variables, and the list of issuers is one of them. */
const longestIssuers = 3_000;

/** What may differ between environments. Everything else is the same code everywhere. */
const Settings = z.strictObject({
  /** Account to deploy to; null: the account of the credentials in use. */
  account: z.nullable(z.string().check(z.regex(/^\d{12}$/))),
  region: z.literal('eu-west-2'),
  /** The address people see in mails. */
  address: z.discriminatedUnion('kind', [
    /** A name of one's own; the certificate stands in the same region. */
    z.strictObject({
      kind: z.literal('domain'),
      name: z.hostname(),
      certificateArn: z.string().check(z.regex(/^arn:aws:acm:/)),
    }),
    /** Whatever name AWS gives the API. */
    z.strictObject({ kind: z.literal('aws') }),
    /** The front door of `npm start`; only the local environment has one. */
    z.strictObject({ kind: z.literal('front-door'), url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }) }),
  ]),
  mail: z.strictObject({
    from: address,
    replyTo: address,
    /** How many mailers run at once; SES counts messages a second, and one mailer sends about five. */
    concurrency: wholeNumber(2, 100),
  }),
  /** Whoever is told by an alarm; null: alarms are raised, nobody is written to. */
  alarmAddress: z.nullable(address),
  /** Deletion protection and retention of the table and its key. */
  protectData: z.boolean(),
  sweepMinutes: wholeNumber(1, 60),
  /** How long a step may take to acknowledge what it was sent before the sweep sends it again. */
  redriveSeconds: wholeNumber(5, 3600),
  /** Whether a `respondBy` nearer than a day is accepted; only where nobody decides for real. */
  allowShortResponses: z.boolean(),
  logRetentionDays: z.union([1, 7, 30, 90, 180, 400].map((days) => z.literal(days))),
  /** How often snapshots of large reports are made. */
  snapshotMinutes: wholeNumber(1, 1440),
  /**
   * How many reports are made at once, so that they leave room for answers: reserved of the account's concurrency, which must be left
   * with 100. null: nothing is reserved, as an account with a limit of 10 needs it.
   */
  reportsAtOnce: z.nullable(wholeNumber(1, 900)),
  /** Requests a second, and at once, of the whole API. */
  throttle: z.strictObject({ rate: wholeNumber(1, 10_000), burst: wholeNumber(1, 5_000) }),
  /** Identity providers whose tokens open the interface beside keys; none: keys alone do. */
  oidc: z.array(Issuer),
});
export type Settings = z.infer<typeof Settings> & { readonly environment: string };

/** The settings are missing or wrong; the message says which file and what is wrong with it, one line per fault. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** What a set-up on one's own machine has in place of what its file says. */
export interface LocalSettings {
  /** Of the front door. */
  readonly port?: number | undefined;
  /** Issuers to trust, as the file would list them. */
  readonly oidc?: unknown;
}

/**
 * Reads and checks `environments/NAME.json`.
 *
 * @throws SettingsError when there is no such environment, or its file says something unknown, wrong or too little
 */
export function loadSettings(environment: string, local: LocalSettings = {}): Settings {
  const names = environmentNames();
  const file = join(folder, `${environment}.json`);
  if (!names.includes(environment) || !existsSync(file)) {
    throw new SettingsError(`No settings for the environment "${environment}". There are: ${names.join(', ')}.`);
  }
  const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (environment !== 'local' && local.oidc !== undefined)
    throw new SettingsError('oidc: only the local environment may have issuers that are not in its file');
  return parseSettings(environment, withLocal(raw, local));
}

/** Checks settings that were read from elsewhere; see {@link loadSettings}. */
export function parseSettings(environment: string, raw: unknown): Settings {
  // Faults in words: zod's small form knows none by itself.
  const parsed = Settings.safeParse(raw, { error: en().localeError });
  const faults = parsed.success
    ? [...localOnly(environment, parsed.data), ...issuerFaults(environment, parsed.data.oidc)]
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new SettingsError([`infra/environments/${environment}.json:`, ...faults].join('\n  '));
  }
  return { ...parsed.data, environment };
}

/** The environments that have a file. */
export function environmentNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** What is safe on nobody's machine but one's own. */
function localOnly(environment: string, settings: z.infer<typeof Settings>): string[] {
  if (environment === 'local') return [];
  return [
    ...(settings.address.kind === 'front-door' ? ['address.kind: only the local environment has a front door'] : []),
    ...(settings.allowShortResponses ? ['allowShortResponses: only the local environment may allow them'] : []),
    ...(settings.protectData ? [] : ['protectData: only the local environment may leave its data unprotected']),
  ];
}

/** What is wrong with issuers that are each of the right form. */
function issuerFaults(environment: string, issuers: readonly z.infer<typeof Issuer>[]): string[] {
  const { length } = JSON.stringify(issuers);
  return [
    ...issuers.flatMap((each, index) => oneIssuersFaults(environment, each).map((fault) => `oidc.${index}.${fault}`)),
    ...(new Set(issuers.map(({ issuer }) => issuer)).size < issuers.length ? ['oidc: an issuer is listed twice'] : []),
    ...(length > longestIssuers ? [`oidc: at most ${longestIssuers} characters as JSON, not ${length}`] : []),
  ];
}

function oneIssuersFaults(environment: string, { issuer, jwks, claims, grants }: z.infer<typeof Issuer>): string[] {
  const open = (url: string): boolean => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'http:' && !(environment === 'local' && hostname === '127.0.0.1');
  };
  const https = 'expected https; only the local environment may use http, and only on 127.0.0.1';
  const ofOne = grants.boroughs !== 'any' && grants.boroughs.length === 1 && !grants.coalition;
  return [
    ...(open(issuer) ? [`issuer: ${https}`] : []),
    ...(open(jwks) ? [`jwks: ${https}`] : []),
    ...(claims.borough === null && !ofOne
      ? ['claims.borough: may be null only where grants.boroughs is one borough, and grants.coalition is false']
      : []),
  ];
}

function withLocal(raw: unknown, { port, oidc }: LocalSettings): unknown {
  return {
    ...(raw as object),
    ...(port === undefined ? {} : { address: { kind: 'front-door', url: `http://127.0.0.1:${port}` } }),
    ...(oidc === undefined ? {} : { oidc }),
  };
}
