import type { Proposals } from '../../application/ports/record.ts';
import type { Admission, Caller, Identities, Keys } from '../../application/ports/registers.ts';
import type { Clock, Digests } from '../../application/ports/system.ts';
import type { Revocation } from '../../application/revocation/revoke-approval.ts';
import type { Key, Scope } from '../../domain/record/access.ts';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import { type BoroughCode, isBoroughCode, type ProposalContent, proposalId } from '../../domain/vocabulary/proposal.ts';
import type { Access, Binding, Bound } from '../operations/access-rules.ts';
import type { Answer } from './answer.ts';
import { type Credential, credentialOf } from './credential.ts';
import { problem } from './problem.ts';

export interface AuthoriseDependencies {
  readonly keys: Pick<Keys, 'get'>;
  readonly identities: Identities;
  /** Needed for operations on a proposal by a caller of one borough. */
  readonly proposals?: Pick<Proposals, 'head'>;
  readonly digests: Pick<Digests, 'sha256'>;
  readonly clock: Clock;
}

/** A deleted key stops working within 60 seconds, including the time to read it. */
const cachedMilliseconds = 50_000;
const maxCached = 1_000;

/** Finds the caller, or returns the response for a caller who may not do this. */
export type Authorise = (
  headers: Readonly<Record<string, string | undefined>>,
  access: Access,
) => Promise<Caller | Answer>;

/**
 * Finds the caller and checks the scope: 401 without exactly one valid credential, 403 without the scope. Keys are
 * looked up by their SHA-256 and cached for less than a minute. Tokens are verified each time.
 */
export function authoriser(deps: Omit<AuthoriseDependencies, 'proposals'>): Authorise {
  const callerByKey = keyHolders(deps);
  return async (headers, access) => {
    const credential = credentialOf(headers);
    if (credential.kind === 'refused') return unauthenticated(credential.why, access);
    const found =
      credential.kind === 'token'
        ? await deps.identities.callerOf(credential.token, deps.clock.now())
        : await callerByKey(credential, access);
    if (found.kind === 'refused') return unauthenticated(found.why, access);
    const { scope } = access;
    return scope === 'any' || found.caller.scopes.includes(scope) ? found.caller : lacking(credential, scope);
  };
}

function keyHolders(deps: Omit<AuthoriseDependencies, 'proposals'>) {
  const keyOf = cachedKeys(deps);
  return async ({ secret, by }: Credential & { readonly kind: 'key' }, access: Access): Promise<Admission> => {
    const key = await keyOf(deps.digests.sha256(secret));
    if (key === undefined || key.deletedAt !== null || key.expiresAt <= deps.clock.now())
      return { kind: 'refused', why: 'The key is unknown, deleted or expired. Use a valid key.' };
    if (by === 'basic' && !takesBasic(access, key))
      return {
        kind: 'refused',
        why: 'This key cannot be used with HTTP Basic. HTTP Basic is only for reports, with a key whose only scope is reports:read.',
      };
    const { id, name, scopes, borough, holder } = key;
    return { kind: 'caller', caller: { id, name, scopes, borough, holder } };
  };
}

/** 403 without the scope. For a token it also says what the person needs. */
function lacking({ kind }: Credential, scope: Scope): Answer {
  if (kind === 'key') return problem('forbidden', `This key lacks the scope ${scope}.`);
  const person = scope === 'proposals:write' ? ' To write proposals, the token must also name your email address.' : '';
  return problem(
    'forbidden',
    `This token lacks the scope ${scope}: the token does not contain it, or its issuer cannot grant it.${person}`,
  );
}

/**
 * What a caller of one borough may do with the subject of a request; undefined means continue. A proposal that does not
 * exist gets the same response as one that the caller may not see.
 *
 * @param about the boroughs of the subject, its lead (or owner) first
 */
export function verdictOn(caller: Caller, bound: Bound, about: readonly BoroughCode[]): Answer | undefined {
  if (caller.borough === null) return undefined;
  switch (bound[bindingOf(caller.borough, about)]) {
    case 'allowed':
      return undefined;
    case 'forbidden':
      return problem('forbidden', `This credential is only for ${caller.borough}, which is not allowed to do this.`);
    case 'hidden':
      return problem('not-found', 'Not found, or not visible to this credential.');
  }
}

/**
 * The boroughs of what the path names, lead first. Undefined means that the rule is about the body. Reads a proposal's
 * head once, and only for callers of one borough.
 */
export async function boroughsOfPath(
  { proposals }: Pick<AuthoriseDependencies, 'proposals'>,
  { about }: Bound,
  parts: Readonly<Record<string, string>>,
): Promise<readonly BoroughCode[] | undefined> {
  if (about === 'submission' || about === 'revocation') return undefined;
  if (about === 'borough') return parts.code !== undefined && isBoroughCode(parts.code) ? [parts.code] : [];
  if (about === 'any') return [];
  if (proposals === undefined) throw new Error('An operation on a proposal needs the port Proposals.');
  const head = await proposals.head(proposalId(parts.id ?? ''));
  return head === undefined ? [] : [head.lead, ...head.partners];
}

/**
 * The boroughs of what the body names, lead first. Undefined means that the rule is not about the body, or that the
 * body does not name a valid borough.
 */
export function boroughsOfBody({ about }: Bound, sound: unknown): readonly BoroughCode[] | undefined {
  if (about === 'revocation') {
    const { borough } = (sound ?? {}) as DeepPartial<Revocation>;
    return borough === undefined ? undefined : [borough];
  }
  if (about !== 'submission') return undefined;
  const { leadBorough, partners = [] } = (sound ?? {}) as DeepPartial<ProposalContent>;
  return leadBorough === undefined
    ? undefined
    : [leadBorough, ...partners.flatMap((partner) => partner?.borough ?? [])];
}

function bindingOf(borough: BoroughCode, [lead, ...partners]: readonly BoroughCode[]): Binding {
  if (borough === lead) return 'lead';
  return partners.includes(borough) ? 'partner' : 'outsider';
}

function takesBasic(access: Access, { scopes }: Key): boolean {
  return access.basic === true && scopes.every((scope) => scope === 'reports:read');
}

function unauthenticated(detail: string, { basic }: Access): Answer {
  // Basic comes first because Chromium only reads the first challenge of a header. It asks for a name and a key only if
  // it knows the scheme.
  const challenges = [
    ...(basic ? ['Basic realm="joint-funding", charset="UTF-8"'] : []),
    'Bearer realm="joint-funding"',
  ];
  return problem('not-authenticated', detail, { headers: { 'www-authenticate': challenges.join(', ') } });
}

function cachedKeys({ keys, clock }: Pick<AuthoriseDependencies, 'keys' | 'clock'>) {
  const cache = new Map<string, { readonly key: Key; readonly at: number }>();
  return async (id: string): Promise<Key | undefined> => {
    const at = Date.parse(clock.now());
    const cached = cache.get(id);
    if (cached !== undefined && Math.abs(at - cached.at) < cachedMilliseconds) return cached.key;
    cache.delete(id);
    const key = await keys.get(id);
    if (key === undefined) return undefined;
    if (cache.size >= maxCached) cache.clear();
    cache.set(id, { key, at });
    return key;
  };
}
