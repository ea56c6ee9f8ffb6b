import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateAt } from '../../../functions/domain/vocabulary/calendar.ts';
import {
  addYears,
  compareFinancialYears,
  endOf,
  financialYearOf,
  parseFinancialYear,
  startOf,
  yearsFrom,
} from '../../../functions/domain/vocabulary/financial-year.ts';

const dates = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => dateAt(date.getTime()));
const financialYears = dates.map(financialYearOf);

test('every date is in a financial year that ends on or after it and begins after the year before ended', () => {
  fc.assert(
    fc.property(dates, (date) => {
      const financialYear = financialYearOf(date);
      expect(parseFinancialYear(financialYear)).toEqual({ kind: 'financial-year', financialYear });
      expect(date <= endOf(financialYear)).toBe(true);
      expect(date > endOf(addYears(financialYear, -1))).toBe(true);
    }),
  );
});

test('years are counted from any base, and sorted by time', () => {
  fc.assert(
    fc.property(financialYears, financialYears, fc.integer({ min: -125, max: 125 }), (a, b, years) => {
      expect(addYears(a, yearsFrom(a, b))).toBe(b);
      expect(yearsFrom(a, addYears(a, years))).toBe(years);
      expect(Math.sign(compareFinancialYears(a, b))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test.each([
  ['2026-03-31', '2025-26'],
  ['2026-04-01', '2026-27'],
  ['1999-04-01', '1999-00'],
  ['2000-03-31', '1999-00'],
  ['2000-04-01', '2000-01'],
  ['2026-03-31T22:59:59.999Z', '2025-26'],
  ['2026-03-31T23:00:00.000Z', '2026-27'],
] as const)('%s is in %s, in London', (moment, financialYear) => {
  expect(financialYearOf(moment)).toBe(financialYear);
});

test('a year begins on 1 April and ends on 31 March, even at the turn of a century', () => {
  expect(startOf('2026-27')).toBe('2026-04-01');
  expect(endOf('2026-27')).toBe('2027-03-31');
  expect(endOf('1999-00')).toBe('2000-03-31');
  expect(addYears('1998-99', 1)).toBe('1999-00');
  expect(addYears('1999-00', 1)).toBe('2000-01');
});

test.each([
  ['2026-25', 'did you mean 2026-27?'],
  ['2026-28', 'did you mean 2026-27?'],
  ['2026-26', 'did you mean 2026-27?'],
  ['1999-99', 'did you mean 1999-00?'],
  ['26-27', '4 digits, a hyphen and 2 digits'],
  ['2026/27', '4 digits, a hyphen and 2 digits'],
  ['2026-2027', '4 digits, a hyphen and 2 digits'],
  ['2026', '4 digits, a hyphen and 2 digits'],
  [' 2026-27', '4 digits, a hyphen and 2 digits'],
  ['2026-27\n', '4 digits, a hyphen and 2 digits'],
  ['', '4 digits, a hyphen and 2 digits'],
  ['0999-00', 'from 1000 to 9998'],
  ['9999-00', 'from 1000 to 9998'],
])('"%s" is refused: %s', (text, why) => {
  expect(parseFinancialYear(text)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
});

test('the first and the last possible year are read', () => {
  expect(parseFinancialYear('1000-01').kind).toBe('financial-year');
  expect(parseFinancialYear('9998-99').kind).toBe('financial-year');
});

test('counting from a text that is not a financial year is an error', () => {
  expect(() => yearsFrom('2026-28', '2026-27')).toThrow('2026-28 is not a financial year');
});
