import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { scopes, signingAlgorithms } from '../functions/domain/record/access.ts';

const folder = join(import.meta.dirname, 'environments');
const wholeNumber = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const address = z.email();
const partnerCode = z.string().check(
  z.regex(/^(?:[A-Z][0-9]{8}|[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?)$/, {
    error: 'expected a GSS code or an organisation identifier',
  }),
);
const domain = z.hostname().check(z.toLowerCase());
const claim = z.string().check(z.regex(/^[\w:/.-]{1,100}$/, { error: 'expected the name of a claim' }));

/** A trusted OpenID Connect issuer, and its rights. functions/adapters/oidc/README.md explains each member. */
const Issuer = z.strictObject({
  /** Exactly as in `iss` of its tokens. */
  issuer: z.url({ protocol: /^https?$/ }),
  /** Address of its keys. Redirects are not followed. */
  jwks: z.url({ protocol: /^https?$/ }),
  /** Exactly as in `aud` of its tokens for this service. */
  audience: z.string().check(z.minLength(1), z.maxLength(200)),
  algorithms: z.array(z.enum(signingAlgorithms)).check(z.minLength(1)),
  claims: z.strictObject({
    /** null: there is no such claim, because everybody it knows belongs to its one borough. */
    borough: z.nullable(claim),
    scopes: claim,
    person: claim,
    /** Claim that says whether the person's address is verified, such as email_verified. null: nobody can change their address there. */
    verified: z.nullable(claim),
  }),
  grants: z.strictObject({
    boroughs: z.union([z.literal('any'), z.array(partnerCode).check(z.maxLength(40))]),
    /** Whether the word "coalition" in the claim may give access to all boroughs. */
    coalition: z.boolean(),
    /** Includes `admin` only if it is listed here. */
    scopes: z.array(z.enum(scopes)).check(z.minLength(1)),
    /** The domains of email addresses that it may vouch for. */
    domains: z.union([z.literal('any'), z.array(domain).check(z.maxLength(100))]),
  }),
});
/** A function has 4 KB for all its variables, and the list of issuers is one of them. */
const longestIssuers = 3_000;

/** What may differ between environments. Everything else is the same code. */
const Settings = z.strictObject({
  /** Account to deploy to. null: the account of the current credentials. */
  account: z.nullable(z.string().check(z.regex(/^\d{12}$/))),
  region: z.literal('eu-west-2'),
  /** The address that people see in emails. */
  address: z.discriminatedUnion('kind', [
    /** Your own domain name. The certificate must be in the same region. */
    z.strictObject({
      kind: z.literal('domain'),
      name: z.hostname(),
      certificateArn: z.string().check(z.regex(/^arn:aws:acm:/)),
    }),
    /** The name that AWS gives to the API. */
    z.strictObject({ kind: z.literal('aws') }),
    /** The front door of `npm start`, only for the local environment. */
    z.strictObject({ kind: z.literal('front-door'), url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }) }),
  ]),
  mail: z.strictObject({
    from: address,
    replyTo: address,
    /** Concurrent mailers. SES limits messages per second, and one mailer sends about five. */
    concurrency: wholeNumber(2, 100),
  }),
  /** Email address for alarms. null: alarms are raised but not emailed. */
  alarmAddress: z.nullable(address),
  /** Deletion protection and retention of the table and its key. */
  protectData: z.boolean(),
  sweepMinutes: wholeNumber(1, 60),
  /** How long a step may take to acknowledge a message before the sweep sends it again. */
  redriveSeconds: wholeNumber(5, 3600),
  /** Whether a `respondBy` less than a day away is accepted. Only for environments without real decisions. */
  allowShortResponses: z.boolean(),
  /** Whether a proposal may have more than one stage. Only for tests: without gates nothing releases the money of later stages. */
  stages: z.boolean(),
  logRetentionDays: z.union([1, 7, 30, 90, 180, 400].map((days) => z.literal(days))),
  /** How often snapshots of large reports are made. */
  snapshotMinutes: wholeNumber(1, 1440),
  /**
   * Reports that can be made at once, reserved from the account's concurrency. 100 must remain for everything else. null reserves
   * nothing, which an account with a limit of 10 needs.
   */
  reportsAtOnce: z.nullable(wholeNumber(1, 900)),
  /** Requests per second, and at once, of the whole API. */
  throttle: z.strictObject({ rate: wholeNumber(1, 10_000), burst: wholeNumber(1, 5_000) }),
  /** Identity providers whose tokens open the API beside keys. If empty, only keys do. */
  oidc: z.array(Issuer),
});
export type Settings = z.infer<typeof Settings> & { readonly environment: string };

/** The settings are missing or wrong. The message names the file and lists its faults, one per line. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** What a local set-up uses instead of the contents of its file. */
export interface LocalSettings {
  /** Address of the front door. */
  readonly port?: number | undefined;
  /** Issuers to trust, in the format of the file. */
  readonly oidc?: unknown;
  /** Whether a proposal may have more than one stage. */
  readonly stages?: boolean | undefined;
}

/**
 * Reads and checks `environments/NAME.json`.
 *
 * @throws SettingsError if the environment does not exist, or a setting is unknown, wrong or missing
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

/** Checks settings from another source; see {@link loadSettings}. */
export function parseSettings(environment: string, raw: unknown): Settings {
  // zod's small form has no messages by itself.
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

/** Faults of settings that are safe only on your own machine. */
function localOnly(environment: string, settings: z.infer<typeof Settings>): string[] {
  if (environment === 'local') return [];
  return [
    ...(settings.address.kind === 'front-door' ? ['address.kind: only the local environment has a front door'] : []),
    ...(settings.allowShortResponses ? ['allowShortResponses: only the local environment may allow them'] : []),
    ...(settings.stages ? ['stages: only the local environment may allow more than one'] : []),
    ...(settings.protectData ? [] : ['protectData: only the local environment may leave its data unprotected']),
  ];
}

/** Faults of the list of issuers, each of which is valid by itself. */
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

function withLocal(raw: unknown, { port, oidc, stages }: LocalSettings): unknown {
  return {
    ...(raw as object),
    ...(port === undefined ? {} : { address: { kind: 'front-door', url: `http://127.0.0.1:${port}` } }),
    ...(oidc === undefined ? {} : { oidc }),
    ...(stages === undefined ? {} : { stages }),
  };
}
