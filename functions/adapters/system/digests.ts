import { createHmac, hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Digests } from '../../application/ports/system.ts';

/** SHA-256, HMAC-SHA-256 and canonical JSON (RFC 8785). Texts are hashed as UTF-8. Pure. */
export const systemDigests: Digests = {
  sha256: (text) => hash('sha256', text, 'hex'),
  hmac: (key, text) => {
    if (!/^(?:[0-9a-f]{2})+$/.test(key)) throw new RangeError('The key of an HMAC must be hex and not empty');
    return createHmac('sha256', Buffer.from(key, 'hex')).update(text, 'utf8').digest('hex');
  },
  canonical: (value) => {
    const text = canonicalize(value);
    if (text === undefined) throw new TypeError('A value without a JSON form has no canonical JSON');
    return text;
  },
};
