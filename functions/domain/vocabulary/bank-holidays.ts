import { dateAt, type LocalDate, millisecondsOfDay } from './calendar.ts';
import published from './data/bank-holidays-england-and-wales.json' with { type: 'json' };

/** Bank holidays by calendar year, with substitute days. A year that is not listed follows the standing rules. */
export interface BankHolidays {
  readonly byYear: Readonly<Record<string, readonly LocalDate[]>>;
}

/** The published bank holidays of England and Wales. The data file names their source. */
export const englandAndWales: BankHolidays = published as BankHolidays;

/** Whether a date is a bank holiday: by the list if its year is listed, otherwise by {@link standingBankHolidays}. */
export function isBankHoliday(date: LocalDate, holidays: BankHolidays): boolean {
  const year = date.slice(0, 4);
  return (holidays.byYear[year] ?? standingBankHolidays(Number(year))).includes(date);
}

/**
 * The bank holidays of England and Wales in a calendar year by the standing rules, in order: Banking and Financial
 * Dealings Act 1971, schedule 1, with New Year's Day, Good Friday, the early May holiday and Christmas Day. A holiday
 * that falls on a weekend has a substitute on the next free weekday. Holidays proclaimed for a single year are not
 * included.
 */
export function standingBankHolidays(year: number): readonly LocalDate[] {
  const easter = easterSunday(year);
  const newYear = dayNumber(year, 1, 1);
  const christmas = dayNumber(year, 12, 25);
  return [
    newYear + ([1, 0, 0, 0, 0, 0, 2][weekday(newYear)] ?? 0),
    easter - 2,
    easter + 1,
    mondayFrom(dayNumber(year, 5, 1)),
    mondayFrom(dayNumber(year, 5, 25)),
    mondayFrom(dayNumber(year, 8, 25)),
    ...christmasAndBoxingDay(christmas),
  ].map((day) => dateAt(day * millisecondsOfDay));
}

/** A Sunday's substitute is the Tuesday, because Monday is Boxing Day itself; a Saturday's is the Monday. */
function christmasAndBoxingDay(christmas: number): readonly [number, number] {
  switch (weekday(christmas)) {
    case 0:
      return [christmas + 1, christmas + 2];
    case 5:
      return [christmas, christmas + 3];
    case 6:
      return [christmas + 2, christmas + 3];
    default:
      return [christmas, christmas + 1];
  }
}

/** Days since 1 January 1970. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / millisecondsOfDay;
}

/** 0 is Sunday; 1 January 1970 was a Thursday. */
function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The first Monday on or after a day. From the 25th of a month of 31 days it is the last Monday of the month. */
function mondayFrom(day: number): number {
  return day + ((8 - weekday(day)) % 7);
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const monthAndDay = epact + toSunday - 7 * late + 114;
  return dayNumber(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}
