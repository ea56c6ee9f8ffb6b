import { describe, expect, test } from 'vitest';
import { sizeInWords } from '../../functions/reports/html-downloads.ts';

describe('sizes of downloads', () => {
  test.each([
    [0, '1 KB'],
    [1, '1 KB'],
    [1024, '1 KB'],
    [1025, '2 KB'],
    [1_024_000, '1.0 MB'],
    [1_023_999, '1000 KB'],
    [1_048_577, '1.1 MB'],
  ])('%i bytes are %s: never less than it is', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
