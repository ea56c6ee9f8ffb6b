import { type Key, type Scope, scopes } from '../../domain/record/access.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { checked, type Invalid, type ReadInput } from '../commit/read-input.ts';
import { base64url } from '../lists/base64url.ts';
import type { Boroughs, Caller, Keys } from '../ports/registers.ts';
import type { Digests, Randomness } from '../ports/system.ts';

/** How long a key may be valid (docs/rules.md, HTTP interface). */
const maxDays = 400;

export interface CreateKeyDependencies {
  readonly keys: Pick<Keys, 'put'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly randomness: Pick<Randomness, 'bytes'>;
  readonly digests: Pick<Digests, 'sha256'>;
}

/** What a new key gives access to. */
export interface KeyContent {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly borough: BoroughCode | null;
  readonly holder: string | null;
  readonly expiresAt: Instant;
}

/** The rights of the person who grants a key; the key gets no more than these. */
export type Granter = Pick<Caller, 'scopes' | 'borough'>;

/** An operator with rights on the environment itself, who makes the first key. */
export const operator: Granter = {
  scopes,
  borough: null,
};

export type KeyResult =
  /** `secret` is shown once and is not stored. */
  | { readonly kind: 'created'; readonly key: Key; readonly secret: string }
  /** The key would have more rights than its granter. */
  | { readonly kind: 'exceeds-own-rights'; readonly why: string }
  | Invalid;

/**
 * Makes a key of 256 random bits and stores its SHA-256. The key has no more rights than its granter, belongs to the
 * granter's borough if there is one, names a holder if it writes proposals (R8), and is valid for at most 400 days.
 */
export async function createKey(
  deps: CreateKeyDependencies,
  granter: Granter,
  input: ReadInput<KeyContent>,
  at: Instant,
): Promise<KeyResult> {
  const unknown = await unknownBorough(deps, input);
  const content = checked(input, (sound) => [...faultsOf(sound, at), ...unknown]);
  if (content.kind === 'invalid') return content;
  const { value } = content;
  const why = excess(granter, value);
  if (why !== undefined) return { kind: 'exceeds-own-rights', why };
  const secret = `jf_${base64url(deps.randomness.bytes(32))}`;
  const { name, scopes, borough, holder, expiresAt } = value;
  const id = deps.digests.sha256(secret);
  const key: Key = { id, name, scopes, borough, holder, createdAt: at, expiresAt, deletedAt: null };
  await deps.keys.put(key);
  return { kind: 'created', key, secret };
}

function faultsOf(sound: DeepPartial<KeyContent>, at: Instant): readonly Fault[] {
  const { scopes = [], holder, expiresAt } = sound;
  const faults: Fault[] = [];
  if (scopes.includes('proposals:write') && (holder === null || !Object.hasOwn(sound, 'holder')))
    faults.push(
      faultAt(['holder'], 'Required for a key that writes proposals: the email address of the person who uses it.'),
    );
  if (expiresAt !== undefined && (expiresAt <= at || expiresAt > addSeconds(at, maxDays * 86_400)))
    faults.push(faultAt(['expiresAt'], `Expected a time in the future, at most ${maxDays} days from now.`));
  return faults;
}

async function unknownBorough(
  { boroughs }: CreateKeyDependencies,
  input: ReadInput<KeyContent>,
): Promise<readonly Fault[]> {
  const borough = input.kind === 'read' ? input.value.borough : input.sound?.borough;
  if (borough === undefined || borough === null || (await boroughs.get(borough)) !== undefined) return [];
  return [
    faultAt(
      ['borough'],
      `Unknown partner: ${borough}. Use the code of a borough or another body that takes part in joint funding.`,
    ),
  ];
}

function excess(granter: Granter, { scopes, borough }: KeyContent): string | undefined {
  const beyond = scopes.filter((scope) => !granter.scopes.includes(scope));
  if (beyond.length > 0) return `This credential lacks ${beyond.join(', ')}, so it cannot give it to another key.`;
  if (granter.borough !== null && borough !== granter.borough)
    return `This credential is only for ${granter.borough}, so it can only create keys for that borough.`;
  return undefined;
}
