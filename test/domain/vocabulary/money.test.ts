import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatPounds,
  largestAmount,
  parsePounds,
  plainPounds,
  sumOf,
} from '../../../functions/domain/vocabulary/money.ts';

const amounts = fc.oneof(fc.nat({ max: 1_000_000 }), fc.integer({ min: 0, max: largestAmount }));
const anyPence = fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.maxSafeInteger());

describe('reading what people type', () => {
  test('R1 an amount written for pages and emails is read as the same pence', () => {
    fc.assert(
      fc.property(amounts, (pence) => {
        expect(parsePounds(formatPounds(pence))).toEqual({ kind: 'pence', pence });
      }),
    );
  });

  test('R1 an amount written for CSV is read as the same pence', () => {
    fc.assert(
      fc.property(amounts, (pence) => {
        expect(parsePounds(plainPounds(pence))).toEqual({ kind: 'pence', pence });
      }),
    );
  });

  test('R1 any text is either a whole number of pence within the limit or refused with a reason', () => {
    const nearly = fc.string({ unit: fc.constantFrom(...'0123456789,. £-eGBP'), maxLength: 14 });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        const parsed = parsePounds(text);
        const good = parsed.kind === 'pence' ? Number.isSafeInteger(parsed.pence) : parsed.why.length > 20;
        expect(good).toBe(true);
        if (parsed.kind === 'pence') expect(parsed.pence >= 0 && parsed.pence <= largestAmount).toBe(true);
      }),
    );
  });

  test.each([
    ['£35,750', 3_575_000],
    ['£35750', 3_575_000],
    ['35,750.00', 3_575_000],
    ['35750.00', 3_575_000],
    ['35,750.50', 3_575_050],
    ['  £ 35,750 ', 3_575_000],
    ['35 750.50', 3_575_050],
    ['1\u202f234\u00a0567', 123_456_700],
    ['1 \u00a0234', 123_400],
    ['35750 £', 3_575_000],
    ['GBP 35,750', 3_575_000],
    ['35750gbp', 3_575_000],
    ['0.01', 1],
    ['0', 0],
    ['0035', 3_500],
    ['0000000000035', 3_500],
    ['999,999,999.99', largestAmount],
  ])('R1 "%s" is %i pence', (text, pence) => {
    expect(parsePounds(text)).toEqual({ kind: 'pence', pence });
  });

  test.each([
    ['', 'Enter an amount in pounds'],
    ['   ', 'Enter an amount in pounds'],
    ['£', 'Enter an amount in pounds'],
    ['35.750', 'could be thousands or pence'],
    ['£1.000', 'could be thousands or pence'],
    ['1,23', 'commas only between thousands'],
    ['12,5', 'commas only between thousands'],
    ['12,50', 'commas only between thousands'],
    ['3,5750', 'commas only between thousands'],
    ['35,,750', 'commas only between thousands'],
    ['0,750', 'commas only between thousands'],
    ['1,000 000', 'commas only between thousands'],
    ['35.5', 'two digits after the point'],
    ['35,750.5', 'two digits after the point'],
    ['35.7512', 'two digits after the point at most'],
    ['35.', 'missing after the point'],
    ['.50', 'missing before the point'],
    ['1.234.567', 'one point before the pence'],
    ['35.750,00', 'one point before the pence'],
    ['1e5', 'without an exponent'],
    ['1E+5', 'without an exponent'],
    ['-5', 'not below zero'],
    ['£-5', 'not below zero'],
    ['-£5', 'not below zero'],
    ['−5', 'not below zero'],
    ['(5)', 'not below zero'],
    ['5-', 'not below zero'],
    ['-0', 'not below zero'],
    ['€5', 'pounds sterling'],
    ['$5', 'pounds sterling'],
    ['５００', 'digits 0 to 9'],
    ['٣٥', 'digits 0 to 9'],
    ['35k', 'rather than 35k'],
    ['1.5m', 'rather than 35k'],
    ['2 million', 'rather than 35k'],
    ['50p', 'rather than 50p'],
    ['3 5750', 'as a number of pounds'],
    ['35-750', 'as a number of pounds'],
    ['35)750', 'as a number of pounds'],
    ['35k750', 'as a number of pounds'],
    ['50p5', 'as a number of pounds'],
    ['1.5000x', 'as a number of pounds'],
    ['x.50', 'as a number of pounds'],
    ['35\n750', 'as a number of pounds'],
    ['0x10', 'as a number of pounds'],
    ['££5', 'as a number of pounds'],
    ['NaN', 'as a number of pounds'],
    ['1,000,000,000', 'at most £999,999,999.99'],
    ['1000000000.00', 'at most £999,999,999.99'],
    ['9'.repeat(10_000), 'at most £999,999,999.99'],
  ])('R1 "%s" is refused, because: %s', (text, why) => {
    expect(parsePounds(text)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });
});

describe('writing', () => {
  test.each([
    [3_575_000, '£35,750', '35750.00'],
    [2_727_273, '£27,272.73', '27272.73'],
    [99, '£0.99', '0.99'],
    [100, '£1', '1.00'],
    [0, '£0', '0.00'],
    [100_000, '£1,000', '1000.00'],
    [-5, '−£0.05', '-0.05'],
    [-3_763_495_100, '−£37,634,951', '-37634951.00'],
  ])('%i pence is %s in words and %s in CSV', (pence, words, plain) => {
    expect([formatPounds(pence), plainPounds(pence)]).toEqual([words, plain]);
  });

  test('an amount in CSV is exact however large', () => {
    fc.assert(
      fc.property(anyPence, (pence) => {
        expect(BigInt(plainPounds(pence).replace('.', ''))).toBe(BigInt(pence));
        expect(plainPounds(pence)).toMatch(/^-?\d+\.\d\d$/);
      }),
    );
  });

  test('a number that is not a whole number of pence is an error', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const said = new RangeError(`${wrong} is not a whole number of pence`);
      expect(() => formatPounds(wrong)).toThrow(said);
      expect(() => plainPounds(wrong)).toThrow(said);
      expect(() => sumOf([wrong])).toThrow(said);
    }
    expect(() => sumOf([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(sumOf([Number.MAX_SAFE_INTEGER, -1])).toBe(Number.MAX_SAFE_INTEGER - 1);
    expect(sumOf([])).toBe(0);
  });
});
