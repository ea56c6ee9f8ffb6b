import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from 'zod/locales';
import * as z from 'zod/mini';

const folder = join(import.meta.dirname, 'environments');
const wholeNumber = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const address = z.email();

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
  /** Requests a second, and at once, of the whole API. */
  throttle: z.strictObject({ rate: wholeNumber(1, 10_000), burst: wholeNumber(1, 5_000) }),
});
export type Settings = z.infer<typeof Settings> & { readonly environment: string };

/** The settings are missing or wrong; the message says which file and what is wrong with it, one line per fault. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads and checks `environments/NAME.json`.
 *
 * @param port of the front door; only the local environment has one (default 8080)
 * @throws SettingsError when there is no such environment, or its file says something unknown, wrong or too little
 */
export function loadSettings(environment: string, port?: number): Settings {
  const names = environmentNames();
  const file = join(folder, `${environment}.json`);
  if (!names.includes(environment) || !existsSync(file)) {
    throw new SettingsError(`No settings for the environment "${environment}". There are: ${names.join(', ')}.`);
  }
  const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return parseSettings(environment, port === undefined ? raw : withPort(raw, port));
}

/** Checks settings that were read from elsewhere; see {@link loadSettings}. */
export function parseSettings(environment: string, raw: unknown): Settings {
  // Faults in words: zod's small form knows none by itself.
  const parsed = Settings.safeParse(raw, { error: en().localeError });
  const faults = parsed.success
    ? localOnly(environment, parsed.data)
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

function withPort(raw: unknown, port: number): unknown {
  return { ...(raw as object), address: { kind: 'front-door', url: `http://127.0.0.1:${port}` } };
}
