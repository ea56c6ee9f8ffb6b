import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { systemRandomness } from '../../../functions/adapters/system/ids.ts';
import { systemPause } from '../../../functions/adapters/system/pause.ts';

describe('the clock', () => {
  test('returns UTC to the millisecond, in the format of instants', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
  });
});

describe('randomness', () => {
  test('returns as many bytes as asked for, never the same, and fractions below 1', () => {
    expect(systemRandomness.bytes(32)).toHaveLength(32);
    expect(systemRandomness.bytes(32)).not.toEqual(systemRandomness.bytes(32));
    const fraction = systemRandomness.fraction();
    expect(fraction >= 0 && fraction < 1).toBe(true);
  });
});

describe('digests', () => {
  // The first is the example of FIPS 180-4; the second shows that the UTF-8 is hashed.
  test.for([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['£', 'b4fe151e413445357b1c0935e7cf04a429492ebd23dc62bfadb2f898c431c1fd'],
  ] as const)('SHA-256 of “%s” is that of its UTF-8', ([text, hash]) => {
    expect(systemDigests.sha256(text)).toBe(hash);
  });

  test('HMAC-SHA-256 is that of RFC 4231, test case 2, with the key in hex', () => {
    expect(systemDigests.hmac('4a656665', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  test.for(['', 'abc', 'zz', '4A'])('the key “%s” is not hex, and is refused rather than cut short', (key) => {
    expect(() => systemDigests.hmac(key, 'text')).toThrow('hex');
  });

  test('canonical JSON sorts keys by UTF-16, and writes numbers and texts as RFC 8785 says', () => {
    expect(systemDigests.canonical({ b: [1e21, 0.1, -0], '€': '\u20ac\n', a: null, 1: true })).toBe(
      '{"1":true,"a":null,"b":[1e+21,0.1,0],"€":"€\\n"}',
    );
    expect(() => systemDigests.canonical(undefined)).toThrow('no canonical JSON');
  });
});

test('a pause ends', async () => {
  await expect(systemPause.wait(0)).resolves.toBeUndefined();
});
