import { describe, expect, test } from 'vitest';
import { credentialOf, longestToken } from '../../../functions/http/edge/credential.ts';

const key = `jf_${'a-_9'.repeat(10)}xyA`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a credential', () => {
  test.each([
    ['Authorization: Bearer', { authorization: `Bearer ${key}` }, 'bearer'],
    ['a scheme in any case', { authorization: `bEARER ${key}` }, 'bearer'],
    ['x-api-key', { 'x-api-key': key }, 'header'],
    ['HTTP Basic with a user name', { authorization: basic(`power-bi:${key}`) }, 'basic'],
    ['HTTP Basic without a user name', { authorization: basic(`:${key}`) }, 'basic'],
  ])('is read from %s', (_, headers, by) => {
    expect(credentialOf(headers)).toEqual({ kind: 'key', secret: key, by });
  });

  test.each([
    ['absent', {}],
    ['sent twice', { authorization: `Bearer ${key}`, 'x-api-key': key }],
    ['sent twice in one header', { authorization: `Bearer ${key}, Bearer ${key}` }],
    ['another scheme', { authorization: `Digest ${key}` }],
    ['sent without a scheme', { authorization: key }],
    ['an empty key', { 'x-api-key': '' }],
    ['a key that is too short', { 'x-api-key': key.slice(0, -1) }],
    ['a key that is too long', { 'x-api-key': `${key}A` }],
    ['a key with another prefix', { 'x-api-key': key.replace('jf_', 'jx_') }],
    ['a key with a letter outside base64url', { 'x-api-key': key.replace('-', '+') }],
    ['a key whose last character 256 bits cannot have', { 'x-api-key': `${key.slice(0, -1)}B` }],
    ['HTTP Basic with two colons', { authorization: basic(`user:x:${key}`) }],
    ['HTTP Basic that is not base64', { authorization: 'Basic %%%' }],
    ['HTTP Basic with the key as user name', { authorization: basic(`${key}:`) }],
  ])('is refused, and not quoted, if it is %s', (_, headers) => {
    const read = credentialOf(headers);
    expect(read.kind).toBe('refused');
    expect(JSON.stringify(read)).not.toContain(key.slice(3, 20));
  });

  test('is a token if it has three parts and at most 8,192 characters', () => {
    const token = (length: number) => `eyJ.${'x'.repeat(length - 8)}.sig`;
    expect(longestToken).toBe(8_192);
    expect(credentialOf({ authorization: `Bearer ${token(8_192)}` })).toEqual({ kind: 'token', token: token(8_192) });
    expect(credentialOf({ authorization: `Bearer ${token(8_193)}` })).toMatchObject({ kind: 'refused' });
    for (const other of ['eyJ.x', 'eyJ.x.y.z', 'eyJ..y', '.x.y', 'eyJ.+.y'])
      expect(credentialOf({ authorization: `Bearer ${other}` })).toMatchObject({ kind: 'refused' });
    expect(credentialOf({ 'x-api-key': token(100) })).toMatchObject({ kind: 'refused' });
    expect(credentialOf({ authorization: basic(`user:${token(100)}`) })).toMatchObject({ kind: 'refused' });
  });
});
