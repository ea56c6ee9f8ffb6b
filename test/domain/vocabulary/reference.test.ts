import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceFrom } from '../../../functions/domain/vocabulary/reference.ts';

describe('the reference of a proposal', () => {
  test('has JF- and six of the letters and digits that cannot be misread', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 8 }), (bytes) => {
        expect(referenceFrom(bytes)).toMatch(/^JF-[0-9A-HJKMNP-TV-Z]{6}$/);
      }),
    );
  });

  test('depends on every one of the six bytes, and uses all 32 characters equally', () => {
    for (const place of [0, 1, 2, 3, 4, 5]) {
      const signs = Array.from({ length: 256 }, (_, byte) => {
        const bytes = new Uint8Array(6);
        bytes[place] = byte;
        return referenceFrom(bytes).charAt(3 + place);
      });
      const counts = [...new Set(signs)].map((sign) => signs.filter((each) => each === sign).length);
      expect(counts).toEqual(Array.from({ length: 32 }, () => 8));
    }
  });

  test('is the same for the same bytes', () => {
    expect(referenceFrom(new Uint8Array([7, 19, 3, 20, 2, 23]))).toBe('JF-7K3M2Q');
  });

  test('needs six bytes: five are an error', () => {
    expect(() => referenceFrom(new Uint8Array(5))).toThrow(new RangeError('A reference needs 6 random bytes, not 5'));
    expect(referenceFrom(new Uint8Array(6))).toBe('JF-000000');
  });
});
