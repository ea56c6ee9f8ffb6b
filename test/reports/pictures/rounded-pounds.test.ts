import { expect, test } from 'vitest';
import { roundedPounds, shortPounds } from '../../../functions/reports/words/rounded-pounds.ts';

test.each([
  [0, '£0'],
  [5, '£0.05'],
  [-99, '−£0.99'],
  [150, '£2'],
  [2_727_273, '£27,273'],
  [99_999_949, '£999,999'],
  [99_999_950, '£1 million'],
  [123_456_789, '£1.23 million'],
  [-1_234_567_890, '−£12.3 million'],
  [99_999_499_999, '£1,000 million'],
  [99_999_500_000, '£1 billion'],
  [100_000_000_000_000_000, '£1,000,000 billion'],
])('%i pence is %s in a headline', (pence, words) => {
  expect(roundedPounds(pence)).toBe(words);
  expect(shortPounds(pence)).toBe(words.replace(/ ([mb])(?:illion)$/, (_, first) => (first === 'm' ? 'm' : 'bn')));
});
