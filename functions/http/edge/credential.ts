/** What a caller sends to prove who it is: an API key, or the token of an OIDC issuer. Their form tells them apart. */
export type Credential =
  | { readonly kind: 'key'; readonly secret: string; readonly by: 'bearer' | 'header' | 'basic' }
  | { readonly kind: 'token'; readonly token: string };

export type ReadCredential = Credential | { readonly kind: 'refused'; readonly why: string };

/** `jf_` and 256 bits as base64url: 43 characters, of which the last carries only four bits. */
export const keyForm = /^jf_[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Three parts of base64url (RFC 7515, section 7.1). A key never contains a full stop. */
const tokenForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/** The gateway accepts 10,240 bytes of headers. No real token needs most of them. */
export const longestToken = 8_192;

/**
 * Reads the one credential of a request: `Authorization: Bearer` with a key or a token, Basic (any user name, a key as
 * password), or a key as `x-api-key`. Refuses a request with none, with more than one, or with a credential of unknown
 * form, before anything is looked up. Never quotes the credential.
 */
export function credentialOf(headers: Readonly<Record<string, string | undefined>>): ReadCredential {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization !== undefined && apiKey !== undefined)
    return refused('There are two credentials. Send either Authorization or x-api-key, not both.');
  if (apiKey !== undefined) return keyOf(apiKey, 'header');
  if (authorization === undefined)
    return refused('There is no credential. Send a key or token as Authorization: Bearer, or a key as x-api-key.');
  const [, scheme, value] = /^(bearer|basic) +(\S+)$/i.exec(authorization.trim()) ?? [];
  if (scheme === undefined || value === undefined)
    return refused('The Authorization header cannot be read. Send Authorization: Bearer and one key or token.');
  return scheme.toLowerCase() === 'bearer' ? bearerOf(value) : keyOf(passwordOf(value), 'basic');
}

function bearerOf(value: string): ReadCredential {
  if (!tokenForm.test(value)) return keyOf(value, 'bearer');
  return value.length > longestToken
    ? refused(`The token is too long: the limit is ${longestToken} characters.`)
    : { kind: 'token', token: value };
}

function keyOf(secret: string, by: 'bearer' | 'header' | 'basic'): ReadCredential {
  return keyForm.test(secret) ? { kind: 'key', secret, by } : refused('This is not a key of this service.');
}

/** The password of HTTP Basic (RFC 7617); empty if there is none. */
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
