/**
 * What a caller shows to say who it is. A token of an OIDC issuer will be another kind, told from a key by its form, and checked
 * beside it in `authorise`.
 */
export type Credential = { readonly kind: 'key'; readonly secret: string; readonly by: 'bearer' | 'header' | 'basic' };

export type ReadCredential = Credential | { readonly kind: 'refused'; readonly why: string };

/** `jf_` and 256 bits as base64url: 43 characters, of which the last carries four bits only. */
export const keyForm = /^jf_[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/**
 * Reads the one credential of a request: `Authorization: Bearer` or Basic (any user name, the key as password), or `x-api-key`.
 * Refuses none, more than one, and what cannot be a key, before anything is looked up. Never quotes what it was given.
 */
export function credentialOf(headers: Readonly<Record<string, string | undefined>>): ReadCredential {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization !== undefined && apiKey !== undefined)
    return refused('Give exactly one credential: Authorization or x-api-key, not both.');
  if (apiKey !== undefined) return keyOf(apiKey, 'header');
  if (authorization === undefined) return refused('Give a key as Authorization: Bearer, or as x-api-key.');
  const [, scheme, value] = /^(bearer|basic) +(\S+)$/i.exec(authorization.trim()) ?? [];
  if (scheme === undefined || value === undefined) return refused('Write Authorization: Bearer and one key.');
  return scheme.toLowerCase() === 'bearer' ? keyOf(value, 'bearer') : keyOf(passwordOf(value), 'basic');
}

function keyOf(secret: string, by: Credential['by']): ReadCredential {
  return keyForm.test(secret) ? { kind: 'key', secret, by } : refused('That is no key of this service.');
}

/** The password of HTTP Basic (RFC 7617); empty where there is none. */
function passwordOf(credentials: string): string {
  try {
    const pair = atob(credentials);
    return pair.slice(pair.indexOf(':') + 1);
  } catch {
    return '';
  }
}

function refused(why: string): ReadCredential {
  return { kind: 'refused', why };
}
