import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  englandAndWales,
  isBankHoliday,
  standingBankHolidays,
} from '../../../functions/domain/vocabulary/bank-holidays.ts';

const years = fc.integer({ min: 1978, max: 2400 });

test('R9 the standing rules give exactly the published bank holidays of every published year', () => {
  expect(Object.keys(englandAndWales.byYear)).toEqual(['2026', '2027', '2028']);
  for (const [year, published] of Object.entries(englandAndWales.byYear)) {
    expect(standingBankHolidays(Number(year))).toEqual(published);
  }
});

test('R9 every year has eight bank holidays, all different, in order, on weekdays of that year', () => {
  fc.assert(
    fc.property(years, (year) => {
      const holidays = standingBankHolidays(year);
      expect(new Set(holidays).size).toBe(8);
      expect(holidays.toSorted()).toEqual(holidays);
      for (const date of holidays) {
        expect(new Date(date).getUTCDay() % 6).not.toBe(0);
        expect(date.slice(0, 4)).toBe(String(year));
      }
    }),
  );
});

test.each([
  [1981, '1981-04-20'],
  [2024, '2024-04-01'],
  [2025, '2025-04-21'],
  [2029, '2029-04-02'],
  [2030, '2030-04-22'],
  [2032, '2032-03-29'],
  [2035, '2035-03-26'],
  [2038, '2038-04-26'],
  [2049, '2049-04-19'],
])('R9 Easter Monday of %i is %s', (year, monday) => {
  expect(standingBankHolidays(year)[2]).toBe(monday);
});

test.each([
  ['2022', ['2022-12-26', '2022-12-27'], 'Christmas Day on a Sunday has its substitute after Boxing Day'],
  ['2021', ['2021-12-27', '2021-12-28'], 'Christmas Day on a Saturday moves both days'],
  ['2020', ['2020-12-25', '2020-12-28'], 'Boxing Day on a Saturday moves to the Monday'],
  ['2023', ['2023-12-25', '2023-12-26'], 'Christmas Day on a Monday moves nothing'],
])('R9 in %s the last two are %s: %s', (year, dates) => {
  expect(standingBankHolidays(Number(year)).slice(-2)).toEqual(dates);
});

test.each([
  [2022, '2022-01-03'],
  [2023, '2023-01-02'],
  [2024, '2024-01-01'],
])("R9 the New Year's Day holiday of %i is on %s", (year, date) => {
  expect(standingBankHolidays(year)[0]).toBe(date);
});

test('R9 a published year counts as published, and the standing rules apply to every other year', () => {
  const proclaimed = { byYear: { '2026': ['2026-06-15'] } } as const;
  expect(isBankHoliday('2026-06-15', proclaimed)).toBe(true);
  expect(isBankHoliday('2026-12-25', proclaimed)).toBe(false);
  expect(isBankHoliday('2027-12-27', proclaimed)).toBe(true);
  expect(isBankHoliday('2030-12-25', englandAndWales)).toBe(true);
  expect(isBankHoliday('2030-12-27', englandAndWales)).toBe(false);
});
